package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.Jars;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.stack.Readiness;
import dev.muster.localstack.FreePorts;
import dev.muster.localstack.service.ServiceProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Muster's services as an operator runs it: in the container of docker-compose.yml, as the JVM sees that. */
public final class MusterService implements AutoCloseable {

    /** The heap that the JVM gives itself in a container of 1 GiB with the options of the Dockerfile. */
    public static final String HEAP = "-Xmx716m";

    /** The same with the collector that the JVM chooses there: for what has no options of its own. */
    public static final List<String> PLAIN_JVM = List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final int port;
    private final JavaProcess process;

    private MusterService(int port, JavaProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts the ingest service that was built in the given checkout. */
    public static MusterService ingest(Bench bench, Path checkout, String name) {
        return start(bench, checkout, name, "ingest-service", bench.ingestEnvironment());
    }

    /** Starts the assignment service of a checkout, with more settings than where everything is. */
    public static MusterService assignment(Bench bench, Path checkout, String name, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(bench.assignmentEnvironment());
        environment.putAll(settings);
        return start(bench, checkout, name, "assignment-service", environment);
    }

    /** With an archive of its classes: if there is none yet, one start more records it. An image's has less in it. */
    private static MusterService start(
            Bench bench, Path checkout, String name, String module, Map<String, String> connections) {
        if (!Files.isDirectory(checkout.resolve(module).resolve("target/service"))) {
            return run(before(checkout, module), bench, name, stoppable(connections));
        }
        try {
            ServiceProgram program = ServiceProgram.of(checkout, module);
            if (!program.isArchived()) {
                MusterService recording = run(program.arguments(List.of(HEAP)), bench, name + "-archive", connections);
                try (recording) {
                    recording.awaitReady();
                }
                program.keepArchive(recording.process.exitCode());
            }
            return run(program.arguments(List.of(HEAP)), bench, name, stoppable(connections));
        } catch (IOException e) {
            throw new UncheckedIOException("the archive of the classes of " + module + " cannot be kept", e);
        }
    }

    /** Of a checkout from before services had options and archives of their own. */
    private static List<String> before(Path checkout, String module) {
        List<String> arguments = new ArrayList<>(PLAIN_JVM);
        arguments.addAll(List.of("-jar", Jars.executable(checkout, module).toString()));
        return arguments;
    }

    /** Not for the start that records: if it ended amid a rebalance, the next one would wait for its session to end. */
    private static Map<String, String> stoppable(Map<String, String> connections) {
        Map<String, String> environment = new HashMap<>(connections);
        environment.put("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", TopicRun.SESSION_TIMEOUT_MS);
        return environment;
    }

    private static MusterService run(
            List<String> arguments, Bench bench, String name, Map<String, String> connections) {
        int port = FreePorts.choose(0);
        Map<String, String> environment = new HashMap<>(connections);
        environment.put("SERVER_PORT", Integer.toString(port));
        return new MusterService(port, JavaProcess.start(name, arguments, environment, bench.logs()));
    }

    /** Returns when its readiness is UP. */
    public void awaitReady() {
        Readiness.await(process, port);
    }

    /** The process. */
    public JavaProcess process() {
        return process;
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
