package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.localstack.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A service instance, run as a process with the shipped JVM options. */
final class ServiceUnderTest implements AutoCloseable {

    /** An HTTP response and its duration. Status -1: no response. */
    record Response(int status, String body, Duration took) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final Release.Program program;
    private final Map<String, String> environment;
    private final Path log;
    private final int port = FreePorts.choose(0);
    private @Nullable Process process;

    private ServiceUnderTest(String name, Release.Program program, Map<String, String> environment) {
        this.name = name;
        this.program = program;
        this.environment = environment;
        this.log = Path.of("target", name + ".log");
    }

    /** An instance of the ingest service; logs to {@code target/<name>.log}. */
    static ServiceUnderTest ingest(String name, Release release, Map<String, String> environment) {
        return new ServiceUnderTest(name, release.ingest(), environment);
    }

    /** An instance of the assignment service; logs to {@code target/<name>.log}. */
    static ServiceUnderTest assignment(String name, Release release, Map<String, String> environment) {
        return new ServiceUnderTest(name, release.assignment(), environment);
    }

    String name() {
        return name;
    }

    void start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        command.addAll(List.of(
                "-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", program.jar().toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitReady() {
        await().atMost(START_TIMEOUT).until(this::isReady);
    }

    boolean isReady() {
        return status("/actuator/health/readiness") == 200;
    }

    boolean isLive() {
        return status("/actuator/health/liveness") == 200;
    }

    /** Whether the pipeline health is up. */
    boolean isPipelineUp() {
        return status("/actuator/health/pipeline") == 200;
    }

    boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Process id of the last start; 0 before the first. */
    long processId() {
        Process started = process;
        return started == null ? 0 : started.pid();
    }

    /** Kills the process, like a crash. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /** Stops the service gracefully and waits. */
    void stop() {
        requestStop();
        awaitExit(Duration.ofMinutes(2));
    }

    /** Requests a graceful stop without waiting. */
    void requestStop() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Waits for the process to exit; fails after the timeout. */
    void awaitExit(Duration atMost) {
        Process running = process;
        if (running != null) {
            try {
                assertThat(running.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                        .as(name + " exited within " + atMost)
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Suspends the process (SIGSTOP) until {@link #resume}; its connections stay open. */
    void suspend() {
        signal("STOP");
    }

    /** Resumes the process (SIGCONT); no effect if it is not suspended. */
    void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return;
        }
        try {
            int exitCode = new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(exitCode).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Current length of the log in bytes, for {@link #logSince}. */
    long logLength() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the log output after the given length. */
    String logSince(long logLength) {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logLength, all.length - (int) logLength, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The base URL. */
    String url() {
        return "http://localhost:" + port;
    }

    int status(String path) {
        return get(path, RESPONSE_TIMEOUT).status();
    }

    String body(String path, String... headers) {
        return get(path, RESPONSE_TIMEOUT, headers).body();
    }

    /** Sends a GET request with a timeout. */
    Response get(String path, Duration atMost, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        return send(request, atMost, headers);
    }

    /** Sends a request with a JSON body and a timeout. */
    Response send(String method, String path, String json, Duration atMost, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        return send(request, atMost, headers);
    }

    private static Response send(HttpRequest.Builder request, Duration atMost, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        long start = System.nanoTime();
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(atMost).build(), HttpResponse.BodyHandlers.ofString());
            return new Response(response.statusCode(), response.body(), since(start));
        } catch (HttpTimeoutException e) {
            return new Response(-1, "no response within " + atMost, since(start));
        } catch (IOException e) {
            return new Response(-1, e.toString(), since(start));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Kills the process, even if it is suspended. */
    @Override
    public void close() {
        kill();
    }
}
