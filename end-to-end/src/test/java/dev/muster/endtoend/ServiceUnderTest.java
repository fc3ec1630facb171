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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One instance of a service as a process, from the jar that is shipped and on the options that are. */
final class ServiceUnderTest implements AutoCloseable {

    /** What an HTTP call was answered, and how long that took. Status -1: no answer. */
    record Answer(int status, String body, Duration took) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

    private final String name;
    private final Path jar;
    private final Path jvmOptions;
    private final Map<String, String> environment;
    private final Path log;
    private final int port = FreePorts.choose(0);
    private @Nullable Process process;

    private ServiceUnderTest(String name, Path jar, Path jvmOptions, Map<String, String> environment) {
        this.name = name;
        this.jar = jar;
        this.jvmOptions = jvmOptions;
        this.environment = environment;
        this.log = Path.of("target", name + ".log");
    }

    /** An instance of the ingest service; what it logs is in {@code target/<name>.log}. */
    static ServiceUnderTest ingest(String name, Release release, Map<String, String> environment) {
        return new ServiceUnderTest(name, release.ingestJar(), release.jvmOptions(), environment);
    }

    /** An instance of the assignment service; what it logs is in {@code target/<name>.log}. */
    static ServiceUnderTest assignment(String name, Release release, Map<String, String> environment) {
        return new ServiceUnderTest(name, release.assignmentJar(), release.jvmOptions(), environment);
    }

    String name() {
        return name;
    }

    void start() {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + jvmOptions,
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString());
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
        await().atMost(START_WITHIN).until(this::isReady);
    }

    boolean isReady() {
        return status("/actuator/health/readiness") == 200;
    }

    boolean isLive() {
        return status("/actuator/health/liveness") == 200;
    }

    /** Whether records flow. */
    boolean isPipelineUp() {
        return status("/actuator/health/pipeline") == 200;
    }

    boolean isRunning() {
        Process running = process;
        return running != null && running.isAlive();
    }

    /** Of the process that was started last; 0 before. */
    long processId() {
        Process started = process;
        return started == null ? 0 : started.pid();
    }

    /** As a crash would: nothing is finished or closed. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().join();
        }
    }

    /** As an operator stops it. */
    void stop() {
        requestStop();
        awaitEnd(Duration.ofMinutes(2));
    }

    /** Tells it to stop, as an operator does, and does not wait. */
    void requestStop() {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
    }

    /** Fails when the process has not ended by then. */
    void awaitEnd(Duration atMost) {
        Process running = process;
        if (running != null) {
            try {
                assertThat(running.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                        .as(name + " ended within " + atMost)
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Stops the process where it is, with all of its connections, until {@link #resume}. */
    void suspend() {
        signal("STOP");
    }

    /** Lets it go on; does nothing when it was not suspended. */
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

    /** How long its log is, to read on from there. */
    long logged() {
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has logged since. */
    String logSince(long logged) {
        try {
            byte[] all = Files.readAllBytes(log);
            return new String(all, (int) logged, all.length - (int) logged, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int status(String path) {
        return get(path, ANSWER_WITHIN).status();
    }

    String body(String path, String... headers) {
        return get(path, ANSWER_WITHIN, headers).body();
    }

    /** What is answered within the given time. */
    Answer get(String path, Duration atMost, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        return send(request, atMost, headers);
    }

    /** The same for a call with a body of JSON. */
    Answer send(String method, String path, String json, Duration atMost, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
        return send(request, atMost, headers);
    }

    private static Answer send(HttpRequest.Builder request, Duration atMost, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        long start = System.nanoTime();
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(atMost).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), since(start));
        } catch (HttpTimeoutException e) {
            return new Answer(-1, "no answer within " + atMost, since(start));
        } catch (IOException e) {
            return new Answer(-1, e.toString(), since(start));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Leaves no process behind, also not a suspended one. */
    @Override
    public void close() {
        kill();
    }
}
