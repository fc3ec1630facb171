package dev.muster.assignmentservice.run.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.run.Run;
import dev.muster.assignmentservice.run.RunCounts;
import dev.muster.assignmentservice.run.RunCounts.Count;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run.
 *
 * @param id the id of the command that began it
 * @param organizationId the organization whose rules it publishes, or that its author belongs to, or the parent of the one
 *     that it deletes; {@code _platform} for the platform
 * @param reason a stable code when it was refused
 * @param undoes the run that it undoes
 */
public record RunBody(
        @JsonProperty("id") UUID id,
        @JsonProperty("kind") String kind,
        @JsonProperty("state") String state,
        @JsonProperty("organization_id") String organizationId,
        @JsonProperty("actor") String actor,
        @JsonProperty("counts") Counts counts,
        @JsonProperty("reason") @Nullable String reason,
        @JsonProperty("message") String message,
        @JsonProperty("undoes") @Nullable UUID undoes,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("finished_at") @Nullable Instant finishedAt) {

    /** The body of the run. */
    public static RunBody of(Run run) {
        return new RunBody(
                run.runId(),
                run.kind().name().toLowerCase(Locale.ROOT),
                run.state().name().toLowerCase(Locale.ROOT),
                run.organizationId(),
                run.actor(),
                Counts.of(run.counts()),
                run.reason(),
                run.message(),
                run.undoes(),
                run.createdAt(),
                run.finishedAt());
    }

    /** Numbers of applications; see {@link Count}. */
    public record Counts(
            @JsonProperty("checked") long checked,
            @JsonProperty("assign") long assign,
            @JsonProperty("move") long move,
            @JsonProperty("unassign") long unassign,
            @JsonProperty("rebrand") long rebrand,
            @JsonProperty("unchanged") long unchanged,
            @JsonProperty("pinned") long pinned,
            @JsonProperty("blocked") long blocked,
            @JsonProperty("shadowed") long shadowed,
            @JsonProperty("observed") long observed,
            @JsonProperty("changed") long changed,
            @JsonProperty("rejected") long rejected) {

        /** The body of the counts. */
        public static Counts of(RunCounts counts) {
            return new Counts(
                    counts.of(Count.CHECKED),
                    counts.of(Count.ASSIGN),
                    counts.of(Count.MOVE),
                    counts.of(Count.UNASSIGN),
                    counts.of(Count.REBRAND),
                    counts.of(Count.UNCHANGED),
                    counts.of(Count.PINNED),
                    counts.of(Count.BLOCKED),
                    counts.of(Count.SHADOWED),
                    counts.of(Count.OBSERVED),
                    counts.of(Count.CHANGED),
                    counts.of(Count.REJECTED));
        }
    }
}
