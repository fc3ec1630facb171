package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.text.TextValidation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The applications and organizations that are visible to callers. */
@Component
final class VisibleApplications {

    private final OrganizationStore organizations;
    private final AssociationStore associations;
    private final AccessScope accessScope;

    VisibleApplications(OrganizationStore organizations, AssociationStore associations, AccessScope accessScope) {
        this.organizations = organizations;
        this.associations = associations;
        this.accessScope = accessScope;
    }

    /** Requires that the application is visible. */
    void requireApplication(Caller caller, String applicationId) {
        boolean text = !TextValidation.hasControlCharacter(applicationId);
        ApplicationOwner owner = text ? accessScope.find(applicationId) : null;
        if (owner == null || !accessScope.includes(caller, owner)) {
            throw AssociationErrorFormat.notFound("application", applicationId);
        }
    }

    /** The id of the organization for any of its keys; an error when it is not visible. */
    String organization(Caller caller, String key) {
        return storedOrganization(caller, key).organization().organizationId();
    }

    /** The organization for any of its keys; an error when it is not visible. */
    StoredOrganization storedOrganization(Caller caller, String key) {
        StoredOrganization organization = organizations.findByKey(key);
        if (organization == null
                || !accessScope.includes(caller, organization.organization().organizationId())) {
            throw AssociationErrorFormat.notFound("organization", key);
        }
        return organization;
    }

    /** Requires that every application is visible, or associated with the organization already. */
    void requireAssociable(Caller caller, String organizationId, Collection<String> applicationIds) {
        Set<String> others = new LinkedHashSet<>(applicationIds);
        others.removeAll(associations.applicationsOf(organizationId));
        if (!accessScope.includesAll(caller, others)) {
            throw AssociationErrorFormat.referenceNotFound();
        }
    }

    /** The organizations in the caller's access scope; null when it is not limited. */
    @Nullable
    Collection<String> limits(Caller caller) {
        return accessScope.organizationIds(caller);
    }
}
