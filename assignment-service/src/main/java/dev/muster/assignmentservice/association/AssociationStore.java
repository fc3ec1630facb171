package dev.muster.assignmentservice.association;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Stores associations. All methods run in the caller's transaction. */
public interface AssociationStore extends AssociationLookup {

    /** The ids among the given ones that are in the inventory and not removed. */
    Set<String> findPresent(Collection<String> applicationIds);

    /** The associations of the organization with the applications, including ended ones, by application id. */
    Map<String, StoredAssociation> find(String organizationId, Collection<String> applicationIds);

    /** The applications that are associated with the organization, in the order of their ids. */
    Set<String> applicationsOf(String organizationId);

    /** Saves associations whose revision follows the stored one. */
    void save(String organizationId, Map<String, StoredAssociation> changed, Instant now);
}
