package dev.muster.assignmentservice.system;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.ownership.SystemUnassigner;
import dev.muster.assignmentservice.system.SystemStore.StoredSystem;
import dev.muster.text.TextValidation;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes names and owners of systems. The owner of a system decides about its applications. So when a system loses its
 * owner, its applications are unassigned in the same transaction, except those that the new owner has already. A first
 * owner changes no assignment.
 */
public final class SystemActionHandler implements DirectoryActionHandler {

    private static final int MAX_NAME = 128;

    private final SystemStore systems;
    private final OrganizationStore organizations;
    private final SystemUnassigner unassigner;

    public SystemActionHandler(SystemStore systems, OrganizationStore organizations, SystemUnassigner unassigner) {
        this.systems = systems;
        this.organizations = organizations;
        this.unassigner = unassigner;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof ChangeSystem;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        ChangeSystem change = (ChangeSystem) command.action();
        Decision rejection = check(change);
        if (rejection != null) {
            return rejection;
        }
        StoredSystem stored = systems.lock(change.systemId());
        StoredSystem before = stored == null ? StoredSystem.unknown(change.systemId(), now) : stored;
        ManagedSystem after = change.applyTo(before.system());
        if (after.equals(before.system())) {
            return Decision.UNCHANGED;
        }
        Decision ownerRejection = checkOwner(before.system(), after);
        if (ownerRejection != null) {
            return ownerRejection;
        }
        change(command, before, after, null, now, changes);
        return Decision.APPLIED;
    }

    /**
     * Takes its owner, which is deleted, from a system. Like every change of owner, it unassigns the applications on it.
     *
     * @param runId the run that deletes the organization
     */
    public void release(
            DirectoryCommand command, StoredSystem before, UUID runId, Instant now, DirectoryChanges changes) {
        ManagedSystem system = before.system();
        change(command, before, new ManagedSystem(system.systemId(), system.name(), null), runId, now, changes);
    }

    private void change(
            DirectoryCommand command,
            StoredSystem before,
            ManagedSystem after,
            @Nullable UUID runId,
            Instant now,
            DirectoryChanges changes) {
        StoredSystem changed = before.changedTo(after, now);
        systems.save(changed);
        changes.add(
                command,
                now,
                after.systemId(),
                before.revision() == 0 ? null : before.system(),
                after,
                changed.revision());
        if (before.system().organizationId() != null && changesOwner(before.system(), after)) {
            unassigner.unassign(
                    after.systemId(), after.organizationId(), command.commandId(), command.issuedBy(), runId);
        }
    }

    private static @Nullable Decision check(ChangeSystem change) {
        String name = change.name();
        if (name != null && (TextValidation.problemOfId(name, MAX_NAME) != null)) {
            return Decision.rejected(
                    "name_invalid", "a name has 1 to 128 characters, is not blank and has no control characters");
        }
        return change.releaseOrganization() && change.organizationId() != null
                ? Decision.rejected("organization_ambiguous", "a system is either given to an organization or released")
                : null;
    }

    private @Nullable Decision checkOwner(ManagedSystem before, ManagedSystem after) {
        String owner = after.organizationId();
        if (owner == null || !changesOwner(before, after)) {
            return null;
        }
        StoredOrganization organization = organizations.find(owner);
        if (organization == null) {
            return Decision.organizationMissing("organization_not_found", "the organization is not registered", owner);
        }
        return organization.organization().active()
                ? null
                : Decision.rejected("organization_inactive", "the organization is not active");
    }

    private static boolean changesOwner(ManagedSystem before, ManagedSystem after) {
        return !Objects.equals(before.organizationId(), after.organizationId());
    }
}
