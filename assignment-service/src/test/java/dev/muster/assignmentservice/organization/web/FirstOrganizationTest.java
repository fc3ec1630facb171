package dev.muster.assignmentservice.organization.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationView.OwnedApplication;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.ReferenceResolver.NewPosition;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.OrganizationTree.OrganizationNode;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where there is no organization yet. The running service of the tests always has some. */
class FirstOrganizationTest {

    private final Caller administrator = Caller.platformAdministrator("administrator", null);
    private final ReferenceResolver references =
            new ReferenceResolver(new AccessScope(new EmptyTree()), new NoOrganizations(), new NoViews());

    @Test
    void firstOrganizationBecomesAnOwner() {
        assertThat(references.newPosition(administrator, null, null))
                .isEqualTo(new NewPosition(OrganizationType.OWNER, null));
    }

    @Test
    void parentIsRequiredWhenThereIsNoOwner() {
        assertThatThrownBy(() -> references.newPosition(administrator, OrganizationType.CUSTOMER, null))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        exception -> assertThat(exception.problems())
                                .extracting(ApiException.Problem::field)
                                .containsExactly("parent"));
    }

    @Test
    void callerWithoutOrganizationCannotCreate() {
        Caller nobody = new Caller("nobody", null, false, Set.of());

        assertThatThrownBy(() -> references.newPosition(nobody, null, null))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        exception -> assertThat(exception.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }

    private static final class EmptyTree implements OrganizationTree {

        @Override
        public boolean isInSubtree(String organizationId, String top) {
            return false;
        }

        @Override
        public Collection<String> findSubtree(String top) {
            return List.of();
        }

        @Override
        public @Nullable OrganizationNode findOrganization(String key) {
            return null;
        }

        @Override
        public boolean isDeleted(String key) {
            return false;
        }

        @Override
        public @Nullable String findSystemOwner(String systemId) {
            return null;
        }

        @Override
        public @Nullable ApplicationOwner findApplication(String applicationId) {
            return null;
        }

        @Override
        public Collection<ApplicationOwner> findApplications(Collection<String> applicationIds) {
            return List.of();
        }
    }

    private static final class NoOrganizations implements OrganizationStore {

        @Override
        public @Nullable StoredOrganization find(String organizationId) {
            return null;
        }

        @Override
        public @Nullable String findByLabel(String label) {
            return null;
        }

        @Override
        public @Nullable StoredOrganization findByKey(String key) {
            return null;
        }

        @Override
        public @Nullable String findKeyConflict(Organization organization) {
            return null;
        }

        @Override
        public void insert(StoredOrganization registered) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable StoredOrganization findDeleted(String organizationId) {
            return null;
        }

        @Override
        public boolean hasChildren(String organizationId) {
            return false;
        }

        @Override
        public void markDeleted(String organizationId, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void saveLastRevision(String organizationId, long revision, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void update(StoredOrganization changed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void resolveRebranding(String organizationId, UUID commandId, String actor) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoViews implements OrganizationViews {

        @Override
        public @Nullable OrganizationView find(String organizationId) {
            return null;
        }

        @Override
        public Page<OrganizationView> list(OrganizationQuery query) {
            return new Page<>(List.of(), 0);
        }

        @Override
        public Page<OwnedApplication> listApplications(String organizationId, long offset, int size) {
            return new Page<>(List.of(), 0);
        }

        @Override
        public @Nullable NamedApplication findApplication(String applicationId) {
            return null;
        }

        @Override
        public @Nullable String findOldestOwner() {
            return null;
        }
    }
}
