package dev.muster.assignment.web.associations;

import dev.muster.assignment.access.ApplicationPlace;
import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.AssociationStore;
import dev.muster.assignment.directory.KeptOrganization;
import dev.muster.assignment.directory.OrganizationLookup;
import dev.muster.text.TextValidation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The applications and organizations that callers may know of. */
final class ReachableApplications {

    private final OrganizationLookup organizations;
    private final AssociationStore associations;
    private final Reach reach;

    ReachableApplications(OrganizationLookup organizations, AssociationStore associations, Reach reach) {
        this.organizations = organizations;
        this.associations = associations;
        this.reach = reach;
    }

    /** Refuses unless there is such an application within reach. */
    void requireApplication(Caller caller, String applicationId) {
        boolean text = !TextValidation.hasControlCharacter(applicationId);
        ApplicationPlace place = text ? reach.find(applicationId) : null;
        if (place == null || !reach.reaches(caller, place)) {
            throw AssociationErrors.notFound("application", applicationId);
        }
    }

    /** The id of the organization of any key; refused when there is none within reach. */
    String organization(Caller caller, String key) {
        KeptOrganization organization = organizations.findByKey(key);
        if (organization == null
                || !reach.reaches(caller, organization.organization().organizationId())) {
            throw AssociationErrors.notFound("organization", key);
        }
        return organization.organization().organizationId();
    }

    /** Refuses unless all of the applications are there and within reach, or associated with the organization already. */
    void requireReferences(Caller caller, String organizationId, Collection<String> applicationIds) {
        Set<String> others = new LinkedHashSet<>(applicationIds);
        others.removeAll(associations.applicationsOf(organizationId));
        if (!reach.reachesAll(caller, others)) {
            throw AssociationErrors.referenceNotFound();
        }
    }

    /** The organizations that lists are limited to; null when to none. */
    @Nullable
    Collection<String> limits(Caller caller) {
        return reach.limits(caller);
    }
}
