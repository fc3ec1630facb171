package dev.muster.assignmentservice.ownership;

import dev.muster.assignmentservice.ownership.Ownership.RebrandingOverride;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores ownerships, in the caller's transaction. */
public interface OwnershipStore {

    /**
     * Locks the directory in share mode until the transaction ends. Taken before all other locks: moving a system must not
     * miss a concurrent assignment, and the same order of locks avoids deadlocks.
     */
    void lockDirectory();

    /**
     * Locks the directory, then the stored ownerships of the applications in the order of their ids, until the transaction
     * ends. An application without a stored ownership is not locked unless commands wait for it: of two transactions that
     * save its first ownership, the second fails and may be retried; an outcome without a change may be published after
     * that change. {@link #lockReturned} excludes the first ownership of an application that returns meanwhile.
     *
     * @return the known applications by id
     */
    Map<String, TargetApplication> lock(SortedSet<String> applicationIds);

    /** Creates the missing ownerships of present applications and locks as {@link #lock} does: all of these are locked. */
    Map<String, TargetApplication> createAndLock(SortedSet<String> applicationIds);

    /**
     * Locks as {@link #lock} does, and waits for transactions that are storing the first ownership of an application that
     * returned: creates an ownership for each that was ever removed and has none. An ownership that another transaction
     * stores first is locked and read here; one that it stores later fails there.
     */
    Map<String, TargetApplication> lockReturned(SortedSet<String> applicationIds);

    /** Locks the organizations in share mode until the transaction ends; leaves out unknown and deleted ones. */
    Map<String, OrganizationFacts> lockOrganizations(Collection<String> organizationIds);

    /**
     * The applications with waiting commands, and those that returned or were deleted by inventory since their ownership
     * was decided. Cheap, locks nothing.
     */
    Set<String> findNeedingReconciliation(Collection<String> applicationIds);

    /**
     * The applications that returned after a removal and have no committed ownership. Locks nothing.
     */
    Set<String> findReturnedWithoutOwnership(Collection<String> applicationIds);

    /**
     * The applications whose ownership no command has changed since inventory deleted them. Locks nothing; reliable for
     * ownerships that are stored and locked.
     *
     * @param deletionTimes when inventory deleted the application, by id
     */
    Set<String> findFromPreviousIncarnation(Map<String, Instant> deletionTimes);

    /** Mismatches among the next {@code limit} ownerships after {@code cursor}, in the order of their ids. Locks nothing. */
    IncarnationPage findIncarnationMismatches(String cursor, int limit);

    /**
     * A page of the scan.
     *
     * @param nextCursor where the next page begins; empty when this was the last
     */
    record IncarnationPage(List<IncarnationMismatch> mismatches, String nextCursor) {}

    /**
     * Whether the last change of the ownership, which is locked, was made by the command of the actor, or by the rules that it
     * released the application to.
     */
    boolean isLastChangedBy(ApplicationOwnership current, UUID commandId, String actor);

    /**
     * Locks ownerships of the system's present applications with another owner, in the order of their ids.
     *
     * @param exceptOwnerId the owner to leave out; null for none
     * @param afterId the exclusive lower bound of ids
     */
    List<ApplicationOwnership> lockOwnedInSystem(
            String systemId, @Nullable String exceptOwnerId, String afterId, int limit);

    /** Applications that the organization owns, removed ones included, in the order of their ids. Locks nothing. */
    List<String> findOwned(String organizationId, String afterId, int limit);

    /** Applications whose rebranding override names the organization, in the order of their ids. Locks nothing. */
    List<String> findOverridden(String organizationId, String afterId, int limit);

    /**
     * The applications among the given ones that have exactly this override. Locks nothing.
     *
     * @param organizationId the organization that the override names; null for one that names none
     */
    Set<String> findWithOverride(
            Collection<String> applicationIds, RebrandingOverride override, @Nullable String organizationId);

    /** Writes ownerships derived from the locked ones, one per application, and the changes that led to them. */
    void save(Collection<ApplicationOwnership> ownerships, List<OwnershipChange> changes);

    /**
     * An ownership that was decided for another incarnation of its application than inventory has.
     *
     * @param decidedFor the incarnation that it was decided for; 0: inventory had deleted the application
     * @param revision the revision of the ownership
     * @param present the incarnation in inventory; 0: the application is unknown
     */
    record IncarnationMismatch(String applicationId, int decidedFor, long revision, int present) {}
}
