package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of an ownership: a row of the history and an event.
 *
 * @param revision the revision after it, from 1
 */
public record OwnershipChange(
        String applicationId,
        long revision,
        OwnershipChange.Kind kind,
        Ownership before,
        Ownership after,
        Cause cause,
        Instant recordedAt) {

    public enum Kind {
        /** It has a new owner. */
        ASSIGNED,
        /** It has no owner any more. */
        UNASSIGNED,
        /** The override or the effective rebranding changed. */
        REBRANDING_CHANGED,
        /** It was unassigned because it returned after a removal. */
        RETURNED_UNASSIGNED
    }

    static OwnershipChange of(
            ApplicationOwnership before,
            ApplicationOwnership after,
            OwnershipChange.Kind kind,
            Cause cause,
            Instant now) {
        return new OwnershipChange(
                before.applicationId(), after.revision(), kind, before.ownership(), after.ownership(), cause, now);
    }

    /**
     * Why an ownership changed.
     *
     * @param commandId the assignment or directory command, or the one that published the rules; null when there was none
     * @param actor the issuer; {@value #NOBODY} for changes without a command
     * @param ruleId the rule that decided; null when none did
     * @param runId the run that made the change; null when none did
     */
    public record Cause(
            Cause.Kind kind,
            @Nullable UUID commandId,
            String actor,
            @Nullable String ruleId,
            @Nullable UUID runId) {

        /** The actor of changes without a command. */
        public static final String NOBODY = "muster";

        public enum Kind {
            /** A command about the application. */
            COMMAND,
            /** The application returned after a removal. */
            APPLICATION_RETURNED,
            /** An organization's rebranding or place in the tree changed. */
            ORGANIZATION_CHANGED,
            /** A command of the directory moved the application's system to another organization. */
            SYSTEM_MOVED,
            /** A rule gave it an owner. */
            RULE_APPLIED,
            /** No rule matches any more, and the last one said to unassign then. */
            RULE_UNMATCHED,
            /** It follows the owner of its system. */
            SYSTEM_OWNER
        }

        public Cause(Cause.Kind kind, @Nullable UUID commandId, String actor) {
            this(kind, commandId, actor, null, null);
        }

        static Cause of(OwnershipCommand command) {
            return new Cause(Cause.Kind.COMMAND, command.commandId(), command.issuedBy());
        }

        static Cause applicationReturned() {
            return new Cause(Cause.Kind.APPLICATION_RETURNED, null, NOBODY);
        }

        static Cause systemMoved(UUID commandId, String actor, @Nullable UUID runId) {
            return new Cause(Cause.Kind.SYSTEM_MOVED, commandId, actor, null, runId);
        }

        static Cause organizationChanged(OrganizationFacts organization) {
            return new Cause(
                    Cause.Kind.ORGANIZATION_CHANGED, organization.resolvedByCommand(), organization.resolvedBy());
        }
    }
}
