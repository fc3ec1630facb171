package dev.muster.assignment.web.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.assignment.access.ApplicationPlace;
import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.OrganizationPlace;
import dev.muster.assignment.access.Places;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.NamedApplication;
import dev.muster.assignment.directory.Organization;
import dev.muster.assignment.directory.OrganizationLookup;
import dev.muster.assignment.directory.OrganizationPage;
import dev.muster.assignment.directory.OrganizationQuery;
import dev.muster.assignment.directory.OrganizationType;
import dev.muster.assignment.directory.OrganizationView;
import dev.muster.assignment.directory.OrganizationViews;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import dev.muster.assignment.web.organizations.References.NewPlace;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where there is no organization yet. The running service of the tests always has some. */
class FirstOrganizationTest {

    private final Caller administrator = Caller.platformAdministrator("administrator", null);
    private final References references =
            new References(new Reach(new NoPlaces()), new NoOrganizations(), new NoViews());

    @Test
    void theFirstOrganizationBecomesAnOwner() {
        assertThat(references.newPlace(administrator, null, null))
                .isEqualTo(new NewPlace(OrganizationType.OWNER, null));
    }

    @Test
    void oneThatMustStandBelowAnOwnerIsInvalidWhereThereIsNone() {
        assertThatThrownBy(() -> references.newPlace(administrator, OrganizationType.CUSTOMER, null))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.problems())
                                .extracting(Refusal.Problem::field)
                                .containsExactly("parent"));
    }

    @Test
    void whoBelongsToNoOrganizationMakesNone() {
        Caller nobody = new Caller("nobody", null, false, Set.of());

        assertThatThrownBy(() -> references.newPlace(nobody, null, null))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Kind.ACCESS_DENIED));
    }

    private static final class NoPlaces implements Places {

        @Override
        public boolean isAtOrBelow(String organizationId, String top) {
            return false;
        }

        @Override
        public Collection<String> atOrBelow(String top) {
            return List.of();
        }

        @Override
        public @Nullable OrganizationPlace findOrganization(String key) {
            return null;
        }

        @Override
        public @Nullable String findSystemOwner(String systemId) {
            return null;
        }

        @Override
        public @Nullable ApplicationPlace findApplication(String applicationId) {
            return null;
        }

        @Override
        public Collection<ApplicationPlace> findApplications(Collection<String> applicationIds) {
            return List.of();
        }
    }

    private static final class NoOrganizations implements OrganizationLookup {

        @Override
        public @Nullable KeptOrganization find(String organizationId) {
            return null;
        }

        @Override
        public @Nullable String findByLabel(String label) {
            return null;
        }

        @Override
        public @Nullable KeptOrganization findByKey(String key) {
            return null;
        }

        @Override
        public @Nullable String findSameKeys(Organization organization) {
            return null;
        }
    }

    private static final class NoViews implements OrganizationViews {

        @Override
        public @Nullable OrganizationView find(String organizationId) {
            return null;
        }

        @Override
        public OrganizationPage list(OrganizationQuery query) {
            return new OrganizationPage(0, List.of());
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
