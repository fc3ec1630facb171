package dev.muster.ingestservice.report.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of freshness as docs/operations/freshness.md has them, one system and one second after the other. */
final class FreshnessOracle {

    private static final class Tracked {
        @Nullable
        Instant sightedAt;

        @Nullable
        Integer nextReportWithinS;

        @Nullable
        Instant newestSnapshot;

        @Nullable
        Long staleAfterS;

        @Nullable
        Long missingAfterS;

        String state = "ACTIVE";

        @Nullable
        Instant leftAt;
    }

    private record Outage(Instant began, Instant ended) {}

    private final Map<String, Tracked> systems = new TreeMap<>();
    private final Map<String, Tracked> unknown = new TreeMap<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Instant startedAt;
    private Instant keptUpAt;
    private Instant sweptAt = Instant.MIN;
    private @Nullable Instant releasedAt;
    private long held;

    FreshnessOracle(Instant startedAt) {
        this.startedAt = startedAt;
        keptUpAt = startedAt;
    }

    void report(
            String system, Instant receivedAt, Instant collectedAt, @Nullable Integer nextReportWithinS, Instant now) {
        Tracked tracked = systems.computeIfAbsent(system, id -> unknown.getOrDefault(id, new Tracked()));
        if (tracked.sightedAt == null || receivedAt.isAfter(tracked.sightedAt)) {
            tracked.sightedAt = receivedAt;
        }
        if (tracked.newestSnapshot == null || collectedAt.isAfter(tracked.newestSnapshot)) {
            tracked.newestSnapshot = collectedAt;
            tracked.nextReportWithinS = nextReportWithinS;
        }
        String meant = stateOf(tracked, now);
        if (severity(meant) < severity(tracked.state)) {
            enter(tracked, meant, now, false);
        }
    }

    void setThresholds(String system, @Nullable Long staleAfterS, @Nullable Long missingAfterS) {
        Tracked tracked = systems.containsKey(system)
                ? systems.get(system)
                : unknown.computeIfAbsent(system, id -> new Tracked());
        tracked.staleAfterS = staleAfterS;
        tracked.missingAfterS = missingAfterS;
    }

    void releaseWave(Instant at) {
        releasedAt = at;
    }

    void sweep(Instant now, boolean keptUp) {
        if (sweptAt.isAfter(now.minusSeconds(30))) {
            return;
        }
        sweptAt = now;
        if (!keptUp) {
            return;
        }
        if (keptUpAt.isBefore(now.minusSeconds(180))) {
            outages.add(new Outage(keptUpAt, now));
        }
        keptUpAt = now;
        Instant asOf = now.minusSeconds(120);
        long leaving = systems.values().stream()
                .filter(tracked -> tracked.state.equals("ACTIVE")
                        && !stateOf(tracked, asOf).equals("ACTIVE")
                        && !isReleased(tracked))
                .count();
        long left = systems.values().stream()
                .filter(tracked -> tracked.leftAt != null && tracked.leftAt.isAfter(now.minusSeconds(600)))
                .count();
        boolean wave = leaving > 0 && leaving + left > 20 && (leaving + left) > systems.size() / 5.0;
        held = wave ? leaving : 0;
        for (Tracked tracked : systems.values()) {
            String meant = stateOf(tracked, asOf);
            boolean released = isReleased(tracked);
            if (!meant.equals(tracked.state) && !(wave && tracked.state.equals("ACTIVE") && !released)) {
                enter(tracked, meant, now, released);
            }
        }
    }

    private static void enter(Tracked tracked, String state, Instant now, boolean released) {
        if (state.equals("ACTIVE")) {
            tracked.leftAt = null;
        } else if (tracked.state.equals("ACTIVE")) {
            tracked.leftAt = released ? null : now;
        }
        tracked.state = state;
    }

    private boolean isReleased(Tracked tracked) {
        return releasedAt != null && silence(tracked, releasedAt).toSeconds() >= staleAfterS(tracked);
    }

    private String stateOf(Tracked tracked, Instant asOf) {
        Duration silence = silence(tracked, asOf);
        if (silence.compareTo(Duration.ofSeconds(missingAfterS(tracked))) >= 0) {
            return "MISSING";
        }
        return silence.compareTo(Duration.ofSeconds(staleAfterS(tracked))) >= 0 ? "STALE" : "ACTIVE";
    }

    private Duration silence(Tracked tracked, Instant asOf) {
        Instant from =
                tracked.sightedAt == null || tracked.sightedAt.isBefore(startedAt) ? startedAt : tracked.sightedAt;
        Duration silence = Duration.between(from, asOf);
        for (Outage outage : outages) {
            Instant began = outage.began().isAfter(from) ? outage.began() : from;
            Instant ended = outage.ended().isBefore(asOf) ? outage.ended() : asOf;
            if (began.isBefore(ended)) {
                silence = silence.minus(Duration.between(began, ended));
            }
        }
        return silence;
    }

    private static long staleAfterS(Tracked tracked) {
        if (tracked.staleAfterS != null) {
            return tracked.staleAfterS;
        }
        return tracked.nextReportWithinS != null
                ? (long) (tracked.nextReportWithinS * 1.5)
                : MergeRun.THRESHOLDS.staleAfter().toSeconds();
    }

    private static long missingAfterS(Tracked tracked) {
        if (tracked.missingAfterS != null) {
            return tracked.missingAfterS;
        }
        return tracked.nextReportWithinS != null
                ? tracked.nextReportWithinS * 7L
                : MergeRun.THRESHOLDS.missingAfter().toSeconds();
    }

    private static int severity(String state) {
        return List.of("ACTIVE", "STALE", "MISSING").indexOf(state);
    }

    Map<String, String> states() {
        Map<String, String> states = new TreeMap<>();
        systems.forEach((id, tracked) -> states.put(id, tracked.state));
        return states;
    }

    long held() {
        return held;
    }
}
