package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.TargetApplication.Presence;
import dev.muster.text.TextValidation;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership: a pure function of a command and what is known. They are asked in this order: the
 * application, the expected revision, the organization, sameness. Whether the command was seen before is not asked here.
 */
final class OwnershipPolicy {

    private OwnershipPolicy() {}

    /**
     * Decides one command.
     *
     * @param organizations at least those that the command and the present ownership name, if they exist
     */
    static Decision decide(
            OwnershipCommand command,
            TargetApplication target,
            Map<String, OrganizationFacts> organizations,
            Instant now) {
        if (!target.isPresent()) {
            return decideWithoutApplication(command, target.presence());
        }
        ApplicationOwnership kept = Objects.requireNonNull(target.kept(), "a present application has an ownership");
        Long expected = command.expectedRevision();
        if (expected != null && expected != kept.revision()) {
            return Decision.conflict(expected, kept.revision());
        }
        Decision refusal = refuseOrganization(command.action(), kept.ownership(), organizations);
        if (refusal != null) {
            return refusal;
        }
        Ownership wanted = wanted(command, kept.ownership(), now);
        if (wanted.saysTheSameAs(kept.ownership())) {
            return Decision.unchanged();
        }
        return Decision.applied(
                wanted.withRebrandingOrgId(effective(wanted, organizations)),
                change(command.action().kind()));
    }

    /** Whose branding applies to what the ownership says; null when nobody's. */
    static @Nullable String effective(Ownership ownership, Map<String, OrganizationFacts> organizations) {
        String owner = ownership.organizationId();
        return switch (ownership.override()) {
            case DISABLED -> null;
            case ENABLED -> ownership.overrideOrganizationId() == null ? owner : ownership.overrideOrganizationId();
            case INHERITED -> {
                OrganizationFacts facts = owner == null ? null : organizations.get(owner);
                yield facts == null ? null : facts.rebrandingOrgId();
            }
        };
    }

    private static Decision decideWithoutApplication(OwnershipCommand command, Presence presence) {
        if (command.waits()) {
            Instant expiresAt = command.expiresAt();
            return expiresAt != null && !command.receivedAt().isBefore(expiresAt)
                    ? Decision.expired()
                    : Decision.waiting();
        }
        return presence == Presence.REMOVED
                ? Decision.rejected("application_removed", "the application was removed from its system")
                : Decision.rejected("application_not_found", "no report has ever had the application");
    }

    private static @Nullable Decision refuseOrganization(
            OwnershipAction action, Ownership before, Map<String, OrganizationFacts> organizations) {
        String named = action.organizationId();
        if (named == null) {
            return refuseUnnamedOrganization(action.kind(), before);
        }
        if (TextValidation.isBlank(named)) {
            return Decision.rejected("organization_required", "the organization id is blank");
        }
        OrganizationFacts facts = organizations.get(named);
        if (facts == null) {
            return Decision.rejected("organization_not_found", "the organization is not registered");
        }
        return facts.active() ? null : Decision.rejected("organization_inactive", "the organization is not active");
    }

    private static @Nullable Decision refuseUnnamedOrganization(OwnershipAction.Kind kind, Ownership before) {
        if (kind == OwnershipAction.Kind.ASSIGN_ORGANIZATION) {
            return Decision.rejected("organization_required", "the command names no organization");
        }
        if (kind == OwnershipAction.Kind.ENABLE_REBRANDING && before.organizationId() == null) {
            return Decision.rejected(
                    "organization_required", "the command names no organization and the application has no owner");
        }
        return null;
    }

    private static Ownership wanted(OwnershipCommand command, Ownership before, Instant now) {
        String named = command.action().organizationId();
        return switch (command.action().kind()) {
            case ASSIGN_ORGANIZATION -> owned(before, named, command.issuedBy(), now);
            case UNASSIGN_ORGANIZATION -> owned(before, null, null, null);
            case ENABLE_REBRANDING -> overridden(before, RebrandingOverride.ENABLED, named);
            case DISABLE_REBRANDING -> overridden(before, RebrandingOverride.DISABLED, null);
            case INHERIT_REBRANDING -> overridden(before, RebrandingOverride.INHERITED, null);
        };
    }

    private static Ownership owned(
            Ownership before, @Nullable String owner, @Nullable String assignedBy, @Nullable Instant assignedAt) {
        return new Ownership(
                owner,
                before.override(),
                before.overrideOrganizationId(),
                before.rebrandingOrgId(),
                assignedBy,
                assignedAt);
    }

    private static Ownership overridden(
            Ownership before, RebrandingOverride override, @Nullable String overrideOrganizationId) {
        return new Ownership(
                before.organizationId(),
                override,
                overrideOrganizationId,
                before.rebrandingOrgId(),
                before.assignedBy(),
                before.assignedAt());
    }

    private static OwnershipChange.Kind change(OwnershipAction.Kind action) {
        return switch (action) {
            case ASSIGN_ORGANIZATION -> OwnershipChange.Kind.ASSIGNED;
            case UNASSIGN_ORGANIZATION -> OwnershipChange.Kind.UNASSIGNED;
            case ENABLE_REBRANDING, DISABLE_REBRANDING, INHERIT_REBRANDING -> OwnershipChange.Kind.REBRANDING_CHANGED;
        };
    }
}
