package dev.muster.assignment.directory;

import java.util.List;

/** Tells everybody how organizations change, when the caller's transaction commits. */
public interface OrganizationPublisher {

    /** Publishes changes in their order. */
    void publishOrganizations(List<OrganizationChange> changes);
}
