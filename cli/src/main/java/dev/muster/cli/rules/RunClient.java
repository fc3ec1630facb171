package dev.muster.cli.rules;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Request;
import dev.muster.cli.failure.CliException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The runs of the assignment service. */
public final class RunClient {

    private static final Access READ = new Access("read:rules", "run");
    private static final Access MANAGE = new Access("manage:rules", "run");
    private static final String PATH = "/api/runs";

    private static final Set<String> AT_WORK = Set.of("counting", "running");
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);

    private final AssignmentApi api;

    public RunClient(AssignmentApi api) {
        this.api = api;
    }

    /** A page of runs, the newest first. */
    JsonNode list(int page, int pageSize) {
        return api.send(Request.of("GET", PATH + "?page=" + page + "&page_size=" + pageSize, READ))
                .data();
    }

    JsonNode get(String id) {
        return api.send(Request.of("GET", path(id), READ)).data();
    }

    /** Stops, resumes or undoes a run; returns that run, or the one that undoes it. */
    JsonNode post(String id, String verb) {
        return api.send(Request.of("POST", path(id) + "/" + verb, MANAGE)).data();
    }

    /** What a run did with each application, as CSV. */
    InputStream results(String id) {
        return api.open(Request.of("GET", path(id) + "/results", READ).with("Accept", "text/csv, application/json"));
    }

    private static String path(String id) {
        return PATH + "/" + RuleSetClient.encoded(id);
    }

    /**
     * Waits until a run is no longer at work.
     *
     * @param progress receives a line now and then
     * @throws CliException if it is still at work after the limit
     */
    public JsonNode await(JsonNode started, Duration limit, Consumer<String> progress) {
        String id = started.path("id").asString("");
        long start = System.nanoTime();
        long lastProgress = start;
        String lastLine = "";
        JsonNode run = started;
        while (AT_WORK.contains(run.path("state").asString(""))) {
            long now = System.nanoTime();
            if (now - start > limit.toNanos()) {
                throw CliException.unavailable("run " + id + " is still at work after " + limit.toSeconds() + " s: "
                        + PlanText.progress(run) + "; see muster runs show " + id);
            }
            String line = PlanText.progress(run);
            if (now - lastProgress > PROGRESS_INTERVAL.toNanos() && !line.equals(lastLine)) {
                progress.accept(line);
                lastProgress = now;
                lastLine = line;
            }
            pause();
            run = get(id);
        }
        return run;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL_INTERVAL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliException.unavailable("interrupted", e);
        }
    }
}
