package dev.muster.assignmentservice.organization;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores organizations. All methods run in the caller's transaction. */
public interface OrganizationStore {
    /** The organization with the id; null when it is not registered, or deleted. */
    @Nullable
    StoredOrganization find(String organizationId);

    /** The deleted organization with the id, in its last state; null when there is none. */
    @Nullable
    StoredOrganization findDeleted(String organizationId);

    /** Whether organizations are directly below it. */
    boolean hasChildren(String organizationId);

    /** The id of the organization with the label; null when there is none. */
    @Nullable
    String findByLabel(String label);

    /**
     * The organization with the key: id, public id, UUID or {@code ~label}. When the key is the id of one organization and
     * a derived key of another, the id wins.
     */
    @Nullable
    StoredOrganization findByKey(String key);

    /** The id of another organization with the same public id or UUID; null when there is none. */
    @Nullable
    String findKeyConflict(Organization organization);

    /** Inserts a new organization, with revision 1. */
    void insert(StoredOrganization registered);

    /** Replaces an organization that has the revision before {@code changed}'s. */
    void update(StoredOrganization changed);

    /** Marks an organization as deleted: from now on {@link #findDeleted} alone finds it. Its revision stays. */
    void markDeleted(String organizationId, Instant now);

    /** Saves the last revision of a deleted organization, which has the one before. */
    void saveLastRevision(String organizationId, long revision, Instant now);

    /**
     * Recomputes the effective rebranding of the organization and its descendants, and queues the update of their
     * applications. Waits first for transactions that rely on the present state.
     *
     * @param commandId the command that caused it, and {@code actor} who issued it
     */
    void resolveRebranding(String organizationId, UUID commandId, String actor);
}
