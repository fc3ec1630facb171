package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.Objects;

/** Registers and changes organizations. */
public final class OrganizationActionHandler implements DirectoryActionHandler {

    private final OrganizationStore organizations;

    public OrganizationActionHandler(OrganizationStore organizations) {
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof RegisterOrganization || action instanceof ChangeOrganization;
    }

    /** A parent that stays the parent, and an application that stays shown, need no access. */
    @Override
    public RequiredAccess requiredAccess(DirectoryAction action) {
        StoredOrganization before =
                action instanceof ChangeOrganization change ? organizations.find(change.organizationId()) : null;
        return before == null
                ? action.requiredAccess()
                : ((ChangeOrganization) action).requiredAccessFrom(before.organization());
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        if (deactivatesItself(command)) {
            return Decision.rejected(
                    "own_organization", "an organization cannot deactivate itself: ask one above it to do so");
        }
        OrganizationRules.Result result = OrganizationRules.decide(command.action(), organizations);
        if (result.after() != null) {
            change(command, result.after(), now, changes);
        }
        return result.decision();
    }

    /** Its tokens would be refused from then on, and none of them could undo it. */
    private static boolean deactivatesItself(DirectoryCommand command) {
        Caller caller = command.caller();
        return caller != null
                && !caller.platformAdministrator()
                && command.action() instanceof ChangeOrganization change
                && Boolean.FALSE.equals(change.active())
                && change.organizationId().equals(caller.organizationId());
    }

    private void change(DirectoryCommand command, Organization after, Instant now, DirectoryChanges changes) {
        StoredOrganization before = organizations.find(after.organizationId());
        StoredOrganization stored =
                before == null ? StoredOrganization.registered(after, now) : before.changedTo(after, now);
        if (before == null) {
            organizations.insert(stored);
        } else {
            organizations.update(stored);
        }
        if (before == null || mayAffectRebranding(before.organization(), after)) {
            organizations.resolveRebranding(after.organizationId(), command.commandId(), command.issuedBy());
        }
        changes.add(
                command,
                now,
                after.organizationId(),
                before == null ? null : before.organization(),
                after,
                stored.revision());
    }

    private static boolean mayAffectRebranding(Organization before, Organization after) {
        return before.rebrandingEnabled() != after.rebrandingEnabled()
                || !Objects.equals(before.parentId(), after.parentId());
    }
}
