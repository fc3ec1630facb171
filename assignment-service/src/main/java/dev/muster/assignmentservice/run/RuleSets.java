package dev.muster.assignmentservice.run;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores published rule sets, in the caller's transaction. */
public interface RuleSets {

    /** The set in force of an organization or the platform; null when it has none. */
    @Nullable
    Published find(String setKey);

    /** The revision; null when there is none. */
    @Nullable
    Published find(String setKey, long revision);

    /** The revisions, the newest first. */
    List<Published> revisions(String setKey, long offset, int limit);

    /** Makes a set effective and publishes its event. Runs under the directory's lock. */
    void publish(Published published);

    /** Removes all revisions of a deleted organization's set; returns whether it had any. */
    boolean remove(String setKey);

    /** Stores the setting; returns whether it has changed. */
    boolean saveOwnerFromSystem(boolean ownerFromSystem);

    /**
     * A published rule set.
     *
     * @param document canonical JSON
     * @param commandId the command that published it, and {@code actor} who issued it
     */
    record Published(
            String setKey, long revision, String document, UUID commandId, String actor, Instant publishedAt) {}
}
