package dev.muster.cli.local;

import dev.muster.cli.failure.Cause;
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

/** A service running as a child process. */
final class ServiceProcess {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(45);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final int READY = 200;

    /** Small heap and fast startup: two services, a broker and a database share the machine. */
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
     * Starts the service without waiting for {@link #awaitReady}.
     *
     * @param environment environment variables with the connection settings
     * @param log the file for its output, overwritten
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
            throw CliException.unavailable("cannot start " + name + ": " + Cause.of(e), e);
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

    /** Completes when the process exits. */
    CompletableFuture<Process> ended() {
        return process.onExit();
    }

    /** Waits until readiness and pipeline health are up; fails if the service exits or takes more than two minutes. */
    void awaitReady() throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        long deadline = System.nanoTime() + READY_TIMEOUT.toNanos();
        while (!isReady(client)) {
            if (process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw exitedUnexpectedly();
            }
            if (System.nanoTime() > deadline) {
                throw CliException.unavailable(
                        name + " was not ready after " + READY_TIMEOUT.toSeconds() + " s; see " + log);
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
            return false; // not listening yet
        }
    }

    /** The exception for a service that exited unexpectedly. */
    CliException exitedUnexpectedly() {
        return CliException.unavailable(name + " exited unexpectedly with exit code " + process.exitValue()
                + "; the last lines of " + log + " are:\n" + LogTail.of(log));
    }

    /** Requests a graceful stop; {@link #awaitEnd} waits for it. */
    void stop() {
        process.destroy();
    }

    /**
     * Waits until the process exits; kills it after 45 s. Keeps the class archive that it recorded for the next start.
     */
    void awaitEnd() {
        try {
            if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            program.keepArchive(process.waitFor());
        } catch (IOException e) {
            // Without the archive only the next start is slower; continue to stop the other processes.
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
