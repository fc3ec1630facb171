package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores associations. All methods run in the caller's transaction. */
public interface AssociationStore {
    /**
     * The organizations that an application is associated with, its owner included.
     *
     * @param organizationIds limits the result to these organizations; null for all
     */
    Page<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> organizationIds, PageRequest pageRequest);

    /**
     * Registered organizations, in the order of their registration.
     *
     * @param organizationIds limits the result to these organizations; null for all
     * @param search a part of the name or the public id, whatever the case; null for all
     */
    Page<StoredOrganization> organizations(
            @Nullable Collection<String> organizationIds, @Nullable String search, PageRequest pageRequest);

    /**
     * The present applications that the organization owns or is associated with, in the order of their ids.
     *
     * @param search a part of the id or the name, whatever the case; null for all
     */
    Page<AssociatedApplication> associatedApplications(
            String organizationId, @Nullable String search, PageRequest pageRequest);

    /** The roles of an application in an organization; null when it is not associated with it, nor owned by it. */
    @Nullable
    List<String> roles(String organizationId, String applicationId);

    /** The ids among the given ones that are in the inventory and not removed. */
    Set<String> findPresent(Collection<String> applicationIds);

    /** The associations of the organization with the applications, including ended ones, by application id. */
    Map<String, StoredAssociation> find(String organizationId, Collection<String> applicationIds);

    /** The applications that are associated with the organization, in the order of their ids. */
    Set<String> applicationsOf(String organizationId);

    /** Saves associations whose revision follows the stored one. */
    void save(String organizationId, Map<String, StoredAssociation> changed, Instant now);

    /**
     * An association as stored. An ended one stays stored, so that its revision continues when the application comes back.
     *
     * @param association null when it ended
     * @param revision increases by one with each change, without gaps, from 1
     */
    record StoredAssociation(@Nullable Association association, long revision) {

        /** The state before the first association. */
        static final StoredAssociation NONE = new StoredAssociation(null, 0);
    }

    /**
     * An organization that an application is associated with.
     *
     * @param roles the roles of the application there, in alphabetical order
     */
    record AssociatedOrganization(StoredOrganization organization, List<String> roles) {

        public AssociatedOrganization {
            roles = List.copyOf(roles);
        }
    }

    /**
     * An application of an organization.
     *
     * @param name the display name, or the id of its module
     * @param description what it is an instance of
     * @param roles its roles in the organization, in alphabetical order
     */
    record AssociatedApplication(
            String applicationId, String name, String description, Instant firstSeenAt, List<String> roles) {

        public AssociatedApplication {
            roles = List.copyOf(roles);
        }
    }
}
