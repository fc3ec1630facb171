package dev.muster.assignmentservice.association;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Where associations are kept. Everything happens in the caller's transaction. */
public interface AssociationStore extends AssociationLookup {

    /** Those of the applications that inventory knows and that are not removed. */
    Set<String> present(Collection<String> applicationIds);

    /** The associations of the organization with the applications, ended ones too, by application. */
    Map<String, StoredAssociation> find(String organizationId, Collection<String> applicationIds);

    /** The applications that are associated with the organization, in the order of their ids. */
    Set<String> applicationsOf(String organizationId);

    /** Keeps associations that have the revision after the present one's. */
    void keep(String organizationId, Map<String, StoredAssociation> changed, Instant now);
}
