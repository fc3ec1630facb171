package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.BenchEnvironment;
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

/** A Muster service, run like in the container of docker-compose.yml. */
public final class MusterService implements AutoCloseable {

    /** The heap size in a container of 1 GiB with the options of the Dockerfile. */
    public static final String HEAP = "-Xmx716m";

    /** The same heap with the default collector of such a container, for programs without JVM options of their own. */
    public static final List<String> PLAIN_JVM = List.of(HEAP, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final int port;
    private final JavaProcess process;

    private MusterService(int port, JavaProcess process) {
        this.port = port;
        this.process = process;
    }

    /** Starts the ingest service of a checkout. */
    public static MusterService ingest(BenchEnvironment bench, Path checkout, String name) {
        return start(bench, checkout, name, "ingest-service", bench.ingestEnvironment());
    }

    /** Starts the assignment service of a checkout with additional settings. */
    public static MusterService assignment(
            BenchEnvironment bench, Path checkout, String name, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(bench.assignmentEnvironment());
        environment.putAll(settings);
        return start(bench, checkout, name, "assignment-service", environment);
    }

    /** Uses a class archive, recorded by an additional first start. It contains more classes than that of an image. */
    private static MusterService start(
            BenchEnvironment bench, Path checkout, String name, String module, Map<String, String> connections) {
        if (!Files.isDirectory(checkout.resolve(module).resolve("target/service"))) {
            return run(before(checkout, module), bench, name, withSessionTimeout(connections));
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
            return run(program.arguments(List.of(HEAP)), bench, name, withSessionTimeout(connections));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the class archive of " + module, e);
        }
    }

    /** Arguments for old checkouts, whose services have no JVM options and class archives. */
    private static List<String> before(Path checkout, String module) {
        List<String> arguments = new ArrayList<>(PLAIN_JVM);
        arguments.addAll(List.of("-jar", Jars.executable(checkout, module).toString()));
        return arguments;
    }

    /**
     * Not used when recording the archive: a stop during a rebalance would delay the next start by the session timeout.
     */
    private static Map<String, String> withSessionTimeout(Map<String, String> connections) {
        Map<String, String> environment = new HashMap<>(connections);
        environment.put("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", TopicRun.SESSION_TIMEOUT_MS);
        return environment;
    }

    private static MusterService run(
            List<String> arguments, BenchEnvironment bench, String name, Map<String, String> connections) {
        int port = FreePorts.choose(0);
        Map<String, String> environment = new HashMap<>(connections);
        environment.put("SERVER_PORT", Integer.toString(port));
        return new MusterService(port, JavaProcess.start(name, arguments, environment, bench.logs()));
    }

    /** Waits until the service is ready. */
    public void awaitReady() {
        Readiness.await(process, port);
    }

    public JavaProcess process() {
        return process;
    }

    /** The base URL. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
