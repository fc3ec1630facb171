package dev.muster.assignmentservice.run;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.organization.DeleteOrganization;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.rule.RuleSet;
import dev.muster.assignmentservice.security.Caller;
import java.time.Instant;
import java.util.Objects;

/** Deletes organizations: marks them, and begins the run that ends what refers to them. */
public final class DeleteOrganizationHandler implements DirectoryActionHandler {

    private final OrganizationStore organizations;
    private final RunStore runs;

    public DeleteOrganizationHandler(OrganizationStore organizations, RunStore runs) {
        this.organizations = organizations;
        this.runs = runs;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof DeleteOrganization;
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        String organizationId = ((DeleteOrganization) command.action()).organizationId();
        StoredOrganization organization = organizations.find(organizationId);
        if (organization == null) {
            return Decision.organizationNotFound();
        }
        Caller caller = command.caller();
        if (caller != null && organizationId.equals(caller.organizationId())) {
            return Decision.rejected(
                    "own_organization", "an organization cannot delete itself: ask one above it to do so");
        }
        if (organizations.hasChildren(organizationId)) {
            return Decision.rejected(
                    "organization_has_children", "organizations are below it: delete or move them first");
        }
        organizations.markDeleted(organizationId, now);
        runs.add(new Run(
                command.commandId(),
                Run.Kind.DELETE,
                Run.State.RUNNING,
                Objects.requireNonNullElse(organization.organization().parentId(), RuleSet.PLATFORM),
                command.issuedBy(),
                new RunRequest.Delete(organizationId),
                RunCounts.NONE,
                null,
                "deletes the organization " + organizationId,
                "",
                null,
                now,
                null));
        return Decision.APPLIED;
    }
}
