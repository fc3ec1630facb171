package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.association.AssociationStore.StoredAssociation;
import dev.muster.assignmentservice.directory.Decision;
import dev.muster.assignmentservice.directory.DirectoryAction;
import dev.muster.assignmentservice.directory.DirectoryActionHandler;
import dev.muster.assignmentservice.directory.DirectoryChanges;
import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.RequiredAccess;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Changes which applications are associated with organizations. */
public final class AssociationActionHandler implements DirectoryActionHandler {

    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    private static final int MAX_ROLES = 32;

    private final AssociationStore associations;
    private final OrganizationStore organizations;

    public AssociationActionHandler(AssociationStore associations, OrganizationStore organizations) {
        this.associations = associations;
        this.organizations = organizations;
    }

    @Override
    public boolean handles(DirectoryAction action) {
        return action instanceof AssociateApplication || action instanceof ChangeAssociations;
    }

    /** Applications that are associated already need no access. */
    @Override
    public RequiredAccess requiredAccess(DirectoryAction action) {
        if (action instanceof ChangeAssociations change && change.kind() != ChangeAssociations.Kind.REMOVE) {
            Set<String> added = new LinkedHashSet<>(change.applicationIds());
            added.removeAll(associations.applicationsOf(change.organizationId()));
            return change.requiredAccessTo(added);
        }
        return action.requiredAccess();
    }

    @Override
    public Decision apply(DirectoryCommand command, Instant now, DirectoryChanges changes) {
        StoredOrganization organization = organizations.find(command.subjectId());
        if (organization == null) {
            return Decision.organizationNotFound();
        }
        Change change = new Change(command, organization.organization(), now, changes);
        if (command.action() instanceof AssociateApplication associate) {
            return change.associate(associate.association());
        }
        return change.changeList((ChangeAssociations) command.action());
    }

    private static @Nullable Decision checkRoles(List<String> roles) {
        if (roles.size() > MAX_ROLES) {
            return Decision.rejected("roles_invalid", "an association has at most " + MAX_ROLES + " roles");
        }
        return roles.stream().allMatch(role -> ROLE.matcher(role).matches())
                ? null
                : Decision.rejected("roles_invalid", "a role has 1 to 128 characters of A-Z a-z 0-9 _ . : -");
    }

    /** The change of one organization's associations by one command. */
    private final class Change {

        private final DirectoryCommand command;
        private final Organization organization;
        private final Instant now;
        private final DirectoryChanges changes;
        private final Map<String, StoredAssociation> changedAssociations = new LinkedHashMap<>();

        Change(DirectoryCommand command, Organization organization, Instant now, DirectoryChanges changes) {
            this.command = command;
            this.organization = organization;
            this.now = now;
            this.changes = changes;
        }

        Decision associate(Association requested) {
            Decision rejection = checkRoles(requested.roles());
            String id = requested.applicationId();
            StoredAssociation before = associations
                    .find(organization.organizationId(), Set.of(id))
                    .getOrDefault(id, StoredAssociation.NONE);
            if (rejection == null && !requested.equals(before.association())) {
                rejection = checkNew(Set.of(id));
            }
            if (rejection != null) {
                return rejection;
            }
            change(id, before, requested);
            return conclude();
        }

        Decision changeList(ChangeAssociations requested) {
            Set<String> present = associations.applicationsOf(organization.organizationId());
            Set<String> added = new LinkedHashSet<>();
            Set<String> removed = new LinkedHashSet<>();
            switch (requested.kind()) {
                case ADD -> added.addAll(requested.applicationIds());
                case REPLACE -> {
                    added.addAll(requested.applicationIds());
                    removed.addAll(present);
                    removed.removeAll(requested.applicationIds());
                }
                case REMOVE -> {
                    removed.addAll(requested.applicationIds());
                    removed.retainAll(present);
                }
            }
            added.removeAll(present);
            Decision rejection = checkNew(added);
            if (rejection != null) {
                return rejection;
            }
            changeAll(added, removed);
            return conclude();
        }

        private void changeAll(Set<String> added, Set<String> removed) {
            Set<String> all = new LinkedHashSet<>(removed);
            all.addAll(added);
            Map<String, StoredAssociation> before = associations.find(organization.organizationId(), all);
            for (String id : all) {
                Association after = added.contains(id)
                        ? new Association(organization.organizationId(), id, AssociationKind.MEMBER, List.of())
                        : null;
                change(id, before.getOrDefault(id, StoredAssociation.NONE), after);
            }
        }

        private @Nullable Decision checkNew(Set<String> applicationIds) {
            if (applicationIds.isEmpty()) {
                return null;
            }
            if (!organization.active()) {
                return Decision.rejected("organization_inactive", "the organization is not active");
            }
            return associations.findPresent(applicationIds).size() == applicationIds.size()
                    ? null
                    : Decision.rejected("application_not_found", "no system has one of the applications");
        }

        private void change(String applicationId, StoredAssociation before, @Nullable Association after) {
            if (Objects.equals(before.association(), after)) {
                return;
            }
            StoredAssociation changed = new StoredAssociation(after, before.revision() + 1);
            changedAssociations.put(applicationId, changed);
            changes.add(
                    command,
                    now,
                    organization.organizationId() + "/" + applicationId,
                    before.association(),
                    after,
                    changed.revision());
        }

        private Decision conclude() {
            if (changedAssociations.isEmpty()) {
                return Decision.UNCHANGED;
            }
            associations.save(organization.organizationId(), changedAssociations, now);
            return Decision.APPLIED;
        }
    }
}
