package dev.muster.assignmentservice.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.association.AssociateApplication;
import dev.muster.assignmentservice.association.Association;
import dev.muster.assignmentservice.association.AssociationKind;
import dev.muster.assignmentservice.association.ChangeAssociations;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.system.ChangeSystem;
import dev.muster.assignmentservice.user.ChangeMembership;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.User;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DirectoryAccessTest {

    private static final Caller OWN =
            new Caller("alice", "own", false, EnumSet.complementOf(EnumSet.of(Permission.MANAGE_TOKENS)));

    private final DirectoryAccess access = new DirectoryAccess(new Tree());

    @Test
    void usersNeedAHomeInTheScopeUnlessTheCallerIsAnAdministrator() {
        assertAllowed(new RegisterUser(new User("u", "own", false, true)));
        assertDenied(new RegisterUser(new User("u", "other", false, true)));
        assertDenied(new RegisterUser(new User("u", null, false, true)));
        assertDenied(new RegisterUser(new User("u", "own", true, true)));
    }

    @Test
    void membershipsNeedAnOrganizationInTheScope() {
        assertAllowed(ChangeMembership.leave("u", "below"));
        assertDenied(ChangeMembership.leave("u", "other"));
    }

    @Test
    void associatingNeedsBothInTheScopeAndRemovingTheOrganization() {
        assertAllowed(new AssociateApplication(association("own", "mine_1")));
        assertAllowed(new AssociateApplication(association("own", "system_1")));
        assertDenied(new AssociateApplication(association("own", "foreign_1")));
        assertDenied(new AssociateApplication(association("other", "mine_1")));
        assertDenied(new ChangeAssociations("own", ChangeAssociations.Kind.ADD, Set.of("mine_1", "foreign_1")));
        assertDenied(new ChangeAssociations("own", ChangeAssociations.Kind.REPLACE, Set.of("foreign_1")));
        assertAllowed(new ChangeAssociations("own", ChangeAssociations.Kind.REMOVE, Set.of("foreign_1")));
        assertDenied(new ChangeAssociations("other", ChangeAssociations.Kind.REMOVE, Set.of("mine_1")));
    }

    @Test
    void organizationsReferOnlyToApplicationsInTheScope() {
        assertAllowed(shows("mine_1"));
        assertAllowed(shows(""));
        assertDenied(shows("foreign_1"));
        assertAllowed(registers("mine_1"));
        assertDenied(registers("foreign_1"));
    }

    @Test
    void systemsNeedOldAndNewOwnerInTheScope() {
        assertAllowed(new ChangeSystem("system", "name", null, false));
        assertAllowed(new ChangeSystem("system", null, "below", false));
        assertDenied(new ChangeSystem("system", null, "other", false));
        assertDenied(new ChangeSystem("foreign", null, "own", false));
        assertDenied(new ChangeSystem("nobodys", null, "own", false));
    }

    @Test
    void actionsAreForPlatformAdministratorsByDefault() {
        DirectoryAction silent = () -> "own";

        assertDenied(silent);
        assertThat(check(command(silent).withCaller(Caller.platformAdministrator("root", null))))
                .isNull();
    }

    @Test
    void permissionIsCheckedFirst() {
        Caller nobody = new Caller("bob", "own", false, Set.of(Permission.READ_USERS));

        for (DirectoryAction action : List.of(
                new RegisterUser(new User("u", null, false, true)),
                ChangeMembership.leave("u", "other"),
                new ChangeSystem("foreign", null, null, false),
                new ChangeAssociations("other", ChangeAssociations.Kind.REMOVE, Set.of()))) {
            assertThat(reason(command(action).withCaller(nobody))).isEqualTo("permission_missing");
        }
    }

    @Test
    void commandWithoutACallerIsNotChecked() {
        assertThat(check(command(ChangeMembership.leave("u", "other")))).isNull();
    }

    private void assertAllowed(DirectoryAction action) {
        assertThat(check(command(action).withCaller(OWN))).isNull();
    }

    private void assertDenied(DirectoryAction action) {
        assertThat(reason(command(action).withCaller(OWN))).isEqualTo("access_denied");
    }

    private @Nullable String reason(DirectoryCommand command) {
        return Objects.requireNonNull(check(command)).reason();
    }

    private @Nullable Decision check(DirectoryCommand command) {
        return access.check(command, command.action().requiredAccess());
    }

    private static DirectoryCommand command(DirectoryAction action) {
        return new DirectoryCommand(UUID.randomUUID(), Instant.EPOCH, "somebody", action, null);
    }

    private static DirectoryAction shows(String applicationId) {
        return new ChangeOrganization(
                "own",
                null,
                null,
                null,
                null,
                new ProfileChange(null, null, null, null, applicationId, null, null, null, null));
    }

    private static DirectoryAction registers(String applicationId) {
        OrganizationProfile profile = new OrganizationProfile("New", "", "{}", false, applicationId, Branding.NONE);
        return new RegisterOrganization(
                new Organization("new", "new", OrganizationType.CUSTOMER, "own", false, true, profile));
    }

    private static Association association(String organizationId, String applicationId) {
        return new Association(organizationId, applicationId, AssociationKind.MEMBER, List.of());
    }

    /** Above "own" is "top", "other" is beside it, "below" below it. */
    private static final class Tree implements OrganizationTree {

        private static final Map<String, String> PARENTS = Map.of("own", "top", "other", "top", "below", "own");

        @Override
        public boolean isInSubtree(String organizationId, String top) {
            for (String at = organizationId; at != null; at = PARENTS.get(at)) {
                if (at.equals(top)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Collection<String> findSubtree(String top) {
            return List.of("below", "other", "own", "top").stream()
                    .filter(one -> isInSubtree(one, top))
                    .toList();
        }

        @Override
        public @Nullable OrganizationNode findOrganization(String key) {
            return new OrganizationNode(key, PARENTS.get(key), true);
        }

        @Override
        public boolean isDeleted(String key) {
            return false;
        }

        @Override
        public @Nullable String findSystemOwner(String systemId) {
            return Map.of("system", "own", "foreign", "other").get(systemId);
        }

        @Override
        public ApplicationOwner findApplication(String applicationId) {
            String owner = applicationId.startsWith("mine") ? "below" : null;
            String systemId = applicationId.substring(0, applicationId.indexOf('_'));
            return new ApplicationOwner(applicationId, systemId, owner, findSystemOwner(systemId));
        }

        @Override
        public Collection<ApplicationOwner> findApplications(Collection<String> applicationIds) {
            return applicationIds.stream().map(this::findApplication).toList();
        }
    }
}
