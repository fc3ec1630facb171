package dev.muster.cli.local;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.consistency.TopicReplay;
import dev.muster.cli.demonstration.Pipeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Compares topics and tables, retrying for some seconds while records are still in flight. */
final class ConsistencyVerification {

    private static final int ATTEMPTS = 10;
    private static final int MAX_PROBLEMS_SHOWN = 10;

    private @Nullable ConsistencyCheck result;

    /** Compares until there are no differences, at most ten times, one second apart. */
    String verify(Pipeline pipeline) throws SQLException, InterruptedException {
        ConsistencyCheck current = ConsistencyCheck.check(pipeline.kafka(), pipeline.reader());
        for (int attempt = 1; attempt < ATTEMPTS && !current.isConsistent(); attempt++) {
            TimeUnit.SECONDS.sleep(1);
            current = ConsistencyCheck.check(pipeline.kafka(), pipeline.reader());
        }
        result = current;
        return current.isConsistent() ? "consistent" : current.problems().size() + " differences";
    }

    /** Returns the result of the last {@link #verify}. */
    ConsistencyCheck result() {
        if (result == null) {
            throw new IllegalStateException("not verified yet");
        }
        return result;
    }

    /** Returns the result as text. */
    List<String> lines() {
        ConsistencyCheck check = result();
        List<String> lines = new ArrayList<>();
        if (check.isConsistent()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Topics and tables agree: replaying %,d events of applications, %,d of systems, %,d of ownerships and %,d"
                            + " of rule sets gives the same %,d applications, systems and rule sets as the views, column by"
                            + " column.",
                    check.inventory().events(),
                    check.systems().events(),
                    check.ownerships().events(),
                    check.ruleSets().events(),
                    check.applications()));
            lines.add(revisions(check));
            return lines;
        }
        lines.add("Topics and tables do NOT agree: " + check.problems().size() + " differences:");
        check.problems().stream().limit(MAX_PROBLEMS_SHOWN).forEach(problem -> lines.add("  " + problem));
        return lines;
    }

    private static String revisions(ConsistencyCheck check) {
        List<TopicReplay> replays = List.of(check.inventory(), check.systems(), check.ownerships(), check.ruleSets());
        boolean compacted = replays.stream().anyMatch(TopicReplay::mayBeCompacted);
        long duplicates = replays.stream().mapToLong(TopicReplay::duplicates).sum();
        String duplicateNote = duplicates == 0 ? "" : " (" + duplicates + " events were delivered more than once)";
        return compacted
                ? "Events older than 7 days may have been compacted, so gaps in revisions cannot be detected"
                        + duplicateNote + "."
                : "Revisions of every application and system start at 1 and have no gaps" + duplicateNote + ".";
    }
}
