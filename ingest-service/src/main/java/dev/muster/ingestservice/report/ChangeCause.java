package dev.muster.ingestservice.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report or command that changed an application.
 *
 * @param id id of the report or the command
 * @param actor the collector of the report, or the issuer of the command
 * @param collectedAt null for a command
 */
public record ChangeCause(
        Kind kind, UUID id, String actor, @Nullable Instant collectedAt, SourcePosition position) {

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
