package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.association.NamedApplication;
import org.jspecify.annotations.Nullable;

/** What there is to see of organizations. */
public interface OrganizationViews {

    /** The organization of the id; null when it is not registered. */
    @Nullable
    OrganizationView find(String organizationId);

    /** A page of the organizations that the query asks for. */
    OrganizationPage list(OrganizationQuery query);

    /** The application of the id; null when inventory does not know it. */
    @Nullable
    NamedApplication findApplication(String applicationId);

    /** The id of the OWNER that was registered first; null when there is none. */
    @Nullable
    String findOldestOwner();
}
