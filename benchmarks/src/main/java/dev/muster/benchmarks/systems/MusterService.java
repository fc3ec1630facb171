package dev.muster.benchmarks.systems;

import dev.muster.benchmarks.stack.Bench;
import dev.muster.benchmarks.stack.Jars;
import dev.muster.benchmarks.stack.JavaProcess;
import dev.muster.benchmarks.stack.Readiness;
import dev.muster.localstack.FreePorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of Muster's services as an operator runs it: in the container of docker-compose.yml, as the JVM sees that. */
public final class MusterService implements AutoCloseable {

    /** What the JVM chooses by itself in a container of 1 GiB with the options of the Dockerfile. */
    public static final List<String> JVM = List.of("-Xmx716m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

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

    private static MusterService start(
            Bench bench, Path checkout, String name, String module, Map<String, String> connections) {
        int port = FreePorts.choose(0);
        Map<String, String> environment = new HashMap<>(connections);
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("SPRING_KAFKA_CONSUMER_PROPERTIES_SESSION_TIMEOUT_MS", TopicRun.SESSION_TIMEOUT_MS);
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(List.of("-jar", Jars.executable(checkout, module).toString()));
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
