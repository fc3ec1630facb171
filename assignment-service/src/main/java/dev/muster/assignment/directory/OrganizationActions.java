package dev.muster.assignment.directory;

import java.time.Instant;
import java.util.Objects;

/** Registers and changes organizations. */
public final class OrganizationActions implements DirectoryActions {

    private final OrganizationStore organizations;

    /** Applies with the given store. */
    public OrganizationActions(OrganizationStore organizations) {
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof RegisterOrganization || action instanceof ChangeOrganization;
    }

    @Override
    public Verdict apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        Ruling ruling = OrganizationRules.decide(command.action(), organizations);
        if (ruling.reason() != null) {
            return new Verdict(
                    DirectoryResult.Status.REJECTED, ruling.reason(), ruling.message(), ruling.missingParent());
        }
        if (ruling.after() == null) {
            return Verdict.UNCHANGED;
        }
        change(command, ruling.after(), now, changes);
        return Verdict.APPLIED;
    }

    private void change(DirectoryCommand command, Organization after, Instant now, DirectoryChanges changes) {
        KeptOrganization before = organizations.find(after.organizationId());
        KeptOrganization kept = before == null ? KeptOrganization.registered(after, now) : before.changedTo(after, now);
        if (before == null) {
            organizations.insert(kept);
        } else {
            organizations.update(kept);
        }
        if (before == null || mayAffectRebranding(before.organization(), after)) {
            organizations.resolveRebranding(after.organizationId(), command.commandId(), command.issuedBy());
        }
        changes.add(new OrganizationChange(
                before == null ? null : before.organization(),
                after,
                kept.revision(),
                command.commandId(),
                command.issuedBy(),
                now));
    }

    private static boolean mayAffectRebranding(Organization before, Organization after) {
        return before.rebrandingEnabled() != after.rebrandingEnabled()
                || !Objects.equals(before.parentId(), after.parentId());
    }
}
