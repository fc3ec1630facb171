package dev.muster.cli.local;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Pipeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Whether topics and tables agree; what is still on its way is given some seconds to arrive. */
final class ConsistencyVerdict {

    private static final int ATTEMPTS = 10;
    private static final int MAX_PROBLEMS_SHOWN = 10;

    private @Nullable ConsistencyCheck agreement;

    /** Compares until it agrees, at most ten times a second apart. */
    String reach(Pipeline pipeline) throws SQLException, InterruptedException {
        ConsistencyCheck reached = ConsistencyCheck.check(pipeline.kafka(), pipeline.reader());
        for (int attempt = 1; attempt < ATTEMPTS && !reached.holds(); attempt++) {
            TimeUnit.SECONDS.sleep(1);
            reached = ConsistencyCheck.check(pipeline.kafka(), pipeline.reader());
        }
        agreement = reached;
        return reached.holds() ? "they agree" : reached.problems().size() + " differences";
    }

    ConsistencyCheck agreement() {
        if (agreement == null) {
            throw new IllegalStateException("nothing was compared yet");
        }
        return agreement;
    }

    /** The verdict for people. */
    List<String> lines() {
        ConsistencyCheck reached = agreement();
        List<String> lines = new ArrayList<>();
        if (reached.holds()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Topics and tables agree: %,d events of applications and %,d of ownerships, replayed onto nothing,"
                            + " give all %,d rows of the views, column by column.",
                    reached.inventory().events(),
                    reached.ownerships().events(),
                    reached.applications()));
            lines.add(revisions(reached));
            return lines;
        }
        lines.add("Topics and tables do NOT agree, in " + reached.problems().size() + " places:");
        reached.problems().stream().limit(MAX_PROBLEMS_SHOWN).forEach(problem -> lines.add("  " + problem));
        return lines;
    }

    private static String revisions(ConsistencyCheck reached) {
        boolean compacted =
                reached.inventory().mayBeCompacted() || reached.ownerships().mayBeCompacted();
        long repeated = reached.inventory().repeated() + reached.ownerships().repeated();
        String sentAgain = repeated == 0 ? "" : " (" + repeated + " events were sent more than once)";
        return compacted
                ? "Events older than 7 days may have been compacted away: that revisions are gapless cannot be seen"
                        + " any more" + sentAgain + "."
                : "Every application's revisions rise by one from 1 without a gap" + sentAgain + ".";
    }
}
