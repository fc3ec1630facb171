package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.organization.OrganizationLookup;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.text.TextValidation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The applications and organizations that callers may know of. */
final class VisibleApplications {

    private final OrganizationLookup organizations;
    private final AssociationStore associations;
    private final AccessScope reach;

    VisibleApplications(OrganizationLookup organizations, AssociationStore associations, AccessScope reach) {
        this.organizations = organizations;
        this.associations = associations;
        this.reach = reach;
    }

    /** Refuses unless there is such an application within reach. */
    void requireApplication(Caller caller, String applicationId) {
        boolean text = !TextValidation.hasControlCharacter(applicationId);
        ApplicationOwner place = text ? reach.find(applicationId) : null;
        if (place == null || !reach.reaches(caller, place)) {
            throw AssociationErrorFormat.notFound("application", applicationId);
        }
    }

    /** The id of the organization of any key; refused when there is none within reach. */
    String organization(Caller caller, String key) {
        StoredOrganization organization = organizations.findByKey(key);
        if (organization == null
                || !reach.reaches(caller, organization.organization().organizationId())) {
            throw AssociationErrorFormat.notFound("organization", key);
        }
        return organization.organization().organizationId();
    }

    /** Refuses unless all of the applications are there and within reach, or associated with the organization already. */
    void requireReferences(Caller caller, String organizationId, Collection<String> applicationIds) {
        Set<String> others = new LinkedHashSet<>(applicationIds);
        others.removeAll(associations.applicationsOf(organizationId));
        if (!reach.reachesAll(caller, others)) {
            throw AssociationErrorFormat.referenceNotFound();
        }
    }

    /** The organizations that lists are limited to; null when to none. */
    @Nullable
    Collection<String> limits(Caller caller) {
        return reach.limits(caller);
    }
}
