package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationView.OwnedApplication;
import org.jspecify.annotations.Nullable;

/** Reads organizations for display. */
public interface OrganizationViews {

    /** The organization with the id; null when it is not registered. */
    @Nullable
    OrganizationView find(String organizationId);

    Page<OrganizationView> list(OrganizationQuery query);

    /** A page of the applications that the organization owns, without removed ones, in the order of their ids. */
    Page<OwnedApplication> listApplications(String organizationId, long offset, int size);

    /** The application with the id; null when it is not in the inventory. */
    @Nullable
    NamedApplication findApplication(String applicationId);

    /** The id of the oldest OWNER; null when there is none. */
    @Nullable
    String findOldestOwner();
}
