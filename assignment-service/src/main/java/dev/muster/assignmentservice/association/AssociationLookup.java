package dev.muster.assignmentservice.association;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.PageRequest;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which applications are associated with which organizations. */
public interface AssociationLookup {

    /**
     * The organizations that an application is associated with, its owner included.
     *
     * @param within those of these organizations; null for all
     */
    Page<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> within, PageRequest span);
}
