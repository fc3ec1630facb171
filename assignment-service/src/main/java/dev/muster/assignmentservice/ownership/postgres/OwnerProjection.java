package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.postgres.StatementPipeline;
import java.util.Collection;

/** A read model of the owners of applications. */
public interface OwnerProjection {
    /**
     * Adds the statements that update the projection to {@code writes}, after the writes of the ownerships.
     *
     * @param ownerships those whose owner has changed, one per application; not empty
     */
    void updateOwners(Collection<ApplicationOwnership> ownerships, StatementPipeline writes);
}
