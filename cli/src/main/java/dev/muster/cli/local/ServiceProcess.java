package dev.muster.cli.local;

import dev.muster.cli.failure.CliException;
import dev.muster.localstack.service.ServiceProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One of the services, as a child process of the launcher. */
final class ServiceProcess {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(45);
    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final int READY = 200;

    /** Two services, a broker and a database share the machine, and soon end again. */
    private static final List<String> OPTIONS = List.of("-Xmx768m", "-XX:TieredStopAtLevel=1");

    private final String name;
    private final int port;
    private final Path log;
    private final ServiceProgram program;
    private final Process process;

    private ServiceProcess(String name, int port, Path log, ServiceProgram program, Process process) {
        this.name = name;
        this.port = port;
        this.log = log;
        this.program = program;
        this.process = process;
    }

    /**
     * Starts the service; {@link #awaitReady} says when it can be used.
     *
     * @param environment how it finds Kafka and the database
     * @param log gets what it prints, from the beginning
     */
    static ServiceProcess start(
            String name, ServiceProgram program, int port, Map<String, String> environment, Path log) {
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(program.arguments(OPTIONS));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("SERVER_PORT", Integer.toString(port));
            builder.environment().put("SERVER_ADDRESS", Ports.LOOPBACK);
            return new ServiceProcess(name, port, log, program, builder.start());
        } catch (IOException e) {
            throw CliException.infrastructure("cannot start " + name + ": " + e, e);
        }
    }

    String name() {
        return name;
    }

    String url() {
        return "http://" + Ports.LOOPBACK + ":" + port;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Completes when the process has ended, for whatever reason. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Returns when the service says that it is ready and that records flow; fails when it ends instead or takes more than two minutes. */
    void awaitReady() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady(client)) {
            if (process.waitFor(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                throw died();
            }
            if (System.nanoTime() > deadline) {
                throw CliException.infrastructure(
                        name + " was not ready after " + READY_WITHIN.toSeconds() + " s; its log is " + log);
            }
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        return isUp(client, "readiness") && isUp(client, "pipeline");
    }

    private boolean isUp(HttpClient client, String group) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + "/actuator/health/" + group))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == READY;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** What to say when it ended by itself. */
    CliException died() {
        return CliException.infrastructure(name + " ended by itself with exit code " + process.exitValue()
                + "; its log is " + log + ", which ends with:\n" + LogTail.of(log));
    }

    /** Asks it to end; {@link #awaitEnd} waits for that. */
    void stop() {
        process.destroy();
    }

    /** Returns when it has ended; after 45 s it is not asked any more. The next one starts with what it recorded. */
    void awaitEnd() {
        try {
            if (!process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            program.keepArchive(process.waitFor());
        } catch (IOException e) {
            // The next start is slower without it, and everything else has still to be ended.
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
