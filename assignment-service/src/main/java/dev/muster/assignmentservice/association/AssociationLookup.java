package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.PageRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds associations. */
public interface AssociationLookup {

    /**
     * The organizations that an application is associated with, its owner included.
     *
     * @param organizationIds limits the result to these organizations; null for all
     */
    Page<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> organizationIds, PageRequest pageRequest);
}
