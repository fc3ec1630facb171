package dev.muster.assignmentservice.ownership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where ownerships are kept. Everything happens in the caller's transaction. */
public interface OwnershipStore {

    /**
     * Waits for whoever changes the directory, and keeps others from changing it until the transaction ends. Comes before
     * all other locks: a system that moves must not miss an assignment that is under way, and none may overtake the other.
     */
    void holdDirectory();

    /**
     * Holds the directory and locks the ownerships of the applications, in the order of their ids, until the transaction
     * ends. What has none that is stored is not locked, unless commands wait for it: of two transactions that save the
     * first one, the second fails and may be tried again; what decides that nothing changes may be told behind a change.
     * The first ownership of an application that returns meanwhile is kept out by {@link #lockReturned}.
     *
     * @return what is known of each; those that nothing is known of are left out
     */
    Map<String, TargetApplication> lock(SortedSet<String> applicationIds);

    /** The same, and begins an ownership for each that is present and has none: then all of these are locked. */
    Map<String, TargetApplication> beginAndLock(SortedSet<String> applicationIds);

    /**
     * Locks as {@link #lock} does, and waits for transactions that are about to store the first ownership of an
     * application that has returned: begins an ownership for each that was ever removed and has none. What another
     * transaction stores first is locked and read here; a first ownership that is stored later is refused there.
     */
    Map<String, TargetApplication> lockReturned(SortedSet<String> applicationIds);

    /** What is known of the organizations, unchangeable until the transaction ends; unknown ones are left out. */
    Map<String, OrganizationFacts> organizations(Collection<String> organizationIds);

    /**
     * Of the applications, those that have commands waiting, and those that have come back or were forgotten by inventory
     * since their ownership was decided. Cheap, locks nothing.
     */
    Set<String> needingAttention(Collection<String> applicationIds);

    /**
     * Of the applications, those that have returned after a removal and have no ownership that is committed. Locks
     * nothing.
     */
    Set<String> returnedWithoutOwnership(Collection<String> applicationIds);

    /**
     * Of the applications, each with the time at which inventory forgot it, those whose ownership no command has
     * changed since: it is of an earlier life. Locks nothing; certain for those that are stored and locked.
     */
    Set<String> decidedBefore(Map<String, Instant> forgotten);

    /** Of the first {@code limit} ownerships behind {@code cursor}, in the order of their ids. Locks nothing. */
    IncarnationPage findIncarnationMismatches(String cursor, int limit);

    /**
     * A part of the ownerships.
     *
     * @param nextCursor where the next part begins; empty when this was the last
     */
    record IncarnationPage(List<IncarnationMismatch> mismatches, String nextCursor) {}

    /** Whether the ownership, which was locked here, is as the command of the actor left it. */
    boolean isLeftBy(ApplicationOwnership kept, UUID commandId, String actor);

    /**
     * Locks ownerships of the system's applications that are there and belong to somebody else than the organization,
     * in the order of their ids, behind the given one.
     *
     * @param exceptOwnerId null for nobody
     */
    List<ApplicationOwnership> lockOwnedOfSystem(
            String systemId, @Nullable String exceptOwnerId, String behind, int limit);

    /** Writes ownerships that came from here, one per application, and the changes that led to them. */
    void save(Collection<ApplicationOwnership> ownerships, List<OwnershipChange> changes);
}
