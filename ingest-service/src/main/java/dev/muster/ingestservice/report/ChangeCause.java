package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an application changed.
 *
 * @param id of the report or of the command
 * @param actor the collector, or who issued the command
 * @param collectedAt null for a command
 */
public record ChangeCause(
        Kind kind, UUID id, String actor, @Nullable Instant collectedAt, SourcePosition position) {

    /** What kind of input it was. */
    public enum Kind {
        REPORT,
        BRAKE_RELEASE
    }

    static ChangeCause of(ReceivedReport report) {
        ReportHeader header = report.header();
        return new ChangeCause(
                Kind.REPORT,
                header.key().reportId(),
                header.collector(),
                header.key().collectedAt(),
                report.position());
    }
}
