package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.BulkOwnershipHandler.Restoration;
import dev.muster.assignmentservice.ownership.Ownership.Origin;
import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import dev.muster.assignmentservice.ownership.TargetApplication.Presence;
import dev.muster.text.TextValidation;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of ownership, without side effects. Order of checks: the application, the expected revision, the organization,
 * whether anything changes. The caller handles repeated commands.
 */
final class OwnershipPolicy {

    private OwnershipPolicy() {}

    /**
     * Decides a command.
     *
     * @param organizations at least those that the command and the current ownership refer to, if they exist
     */
    static Decision decide(
            OwnershipCommand command,
            TargetApplication target,
            Map<String, OrganizationFacts> organizations,
            Instant now) {
        if (!target.isPresent()) {
            return decideWithoutApplication(command, target.presence());
        }
        ApplicationOwnership current =
                Objects.requireNonNull(target.ownership(), "a present application has an ownership");
        Long expected = command.expectedRevision();
        if (expected != null && expected != current.revision()) {
            return Decision.conflict(expected, current.revision());
        }
        Decision rejection = checkOrganization(command.action(), current.ownership(), organizations);
        if (rejection != null) {
            return rejection;
        }
        Ownership requested = requested(command, current.ownership(), now);
        if (requested.isEquivalentTo(current.ownership())) {
            return Decision.unchanged();
        }
        return Decision.applied(
                requested.withRebrandingOrgId(effectiveRebranding(requested, organizations)),
                changeKind(command.action().kind(), requested));
    }

    /** Decides whether an earlier ownership can be restored: nobody has changed it since, and its organizations are active. */
    static Decision restore(
            TargetApplication target, Restoration restoration, Map<String, OrganizationFacts> organizations) {
        if (!target.isPresent()) {
            return Decision.rejected("application_removed", "the application was removed from its system");
        }
        ApplicationOwnership current =
                Objects.requireNonNull(target.ownership(), "a present application has an ownership");
        if (current.revision() != restoration.revision()) {
            return Decision.rejected("changed_since", "it was changed since");
        }
        Ownership before = restoration.ownership();
        for (String organizationId : Arrays.asList(before.organizationId(), before.overrideOrganizationId())) {
            OrganizationFacts facts = organizationId == null ? null : organizations.get(organizationId);
            if (organizationId != null && (facts == null || !facts.active())) {
                return Decision.rejected("organization_inactive", "an organization of the earlier state is not active");
            }
        }
        Ownership now = current.ownership();
        Ownership restored = before.withRebrandingOrgId(effectiveRebranding(before, organizations));
        if (restored.isEquivalentTo(now)) {
            return Decision.unchanged();
        }
        boolean sameOwner = Objects.equals(now.organizationId(), before.organizationId())
                && now.origin().isSameDecision(before.origin());
        OwnershipChange.Kind ownerChange =
                before.organizationId() == null ? OwnershipChange.Kind.UNASSIGNED : OwnershipChange.Kind.ASSIGNED;
        return Decision.applied(restored, sameOwner ? OwnershipChange.Kind.REBRANDING_CHANGED : ownerChange);
    }

    /**
     * Decides what remains of an ownership without an organization that is deleted: it has no owner, open to rules, if that was
     * the owner, and no override if that named it. Presence does not matter: a removed application loses its owner too.
     */
    static Decision withoutOrganization(
            Ownership before, String organizationId, Map<String, OrganizationFacts> organizations) {
        boolean isOwner = organizationId.equals(before.organizationId());
        Ownership after = isOwner ? before.withOwner(null, null, null, Origin.NONE) : before;
        if (organizationId.equals(before.overrideOrganizationId())) {
            after = after.withOverride(RebrandingOverride.INHERITED, null);
        }
        return after.equals(before)
                ? Decision.unchanged()
                : Decision.applied(
                        after.withRebrandingOrgId(effectiveRebranding(after, organizations)),
                        isOwner ? OwnershipChange.Kind.UNASSIGNED : OwnershipChange.Kind.REBRANDING_CHANGED);
    }

    /** The organization whose branding applies; null when none does. */
    static @Nullable String effectiveRebranding(Ownership ownership, Map<String, OrganizationFacts> organizations) {
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

    private static @Nullable Decision checkOrganization(
            OwnershipAction action, Ownership before, Map<String, OrganizationFacts> organizations) {
        String named = action.organizationId();
        if (named == null) {
            return checkUnnamedOrganization(action.kind(), before);
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

    private static @Nullable Decision checkUnnamedOrganization(OwnershipAction.Kind kind, Ownership before) {
        if (kind == OwnershipAction.Kind.ASSIGN_ORGANIZATION) {
            return Decision.rejected("organization_required", "the command names no organization");
        }
        if (kind == OwnershipAction.Kind.ENABLE_REBRANDING && before.organizationId() == null) {
            return Decision.rejected(
                    "organization_required", "the command names no organization and the application has no owner");
        }
        return null;
    }

    private static Ownership requested(OwnershipCommand command, Ownership before, Instant now) {
        String named = command.action().organizationId();
        return switch (command.action().kind()) {
            case ASSIGN_ORGANIZATION ->
                before.organizationId() != null
                                && before.organizationId().equals(named)
                                && before.origin().pinned()
                        ? before
                        : before.withOwner(named, command.issuedBy(), now, Origin.EXPLICIT);
            case UNASSIGN_ORGANIZATION -> before.withOwner(null, null, null, Origin.EXPLICIT);
            case ENABLE_REBRANDING -> before.withOverride(RebrandingOverride.ENABLED, named);
            case DISABLE_REBRANDING -> before.withOverride(RebrandingOverride.DISABLED, null);
            case INHERIT_REBRANDING -> before.withOverride(RebrandingOverride.INHERITED, null);
            case RELEASE_TO_RULES -> before.released();
        };
    }

    private static OwnershipChange.Kind changeKind(OwnershipAction.Kind action, Ownership requested) {
        return switch (action) {
            case ASSIGN_ORGANIZATION -> OwnershipChange.Kind.ASSIGNED;
            case UNASSIGN_ORGANIZATION -> OwnershipChange.Kind.UNASSIGNED;
            case ENABLE_REBRANDING, DISABLE_REBRANDING, INHERIT_REBRANDING -> OwnershipChange.Kind.REBRANDING_CHANGED;
            case RELEASE_TO_RULES ->
                requested.organizationId() == null ? OwnershipChange.Kind.UNASSIGNED : OwnershipChange.Kind.ASSIGNED;
        };
    }
}
