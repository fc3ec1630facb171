package dev.muster.assignment.directory;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Which applications are associated with which organizations. */
public interface AssociationLookup {

    /**
     * The organizations that an application is associated with, its owner included.
     *
     * @param within those of these organizations; null for all
     */
    Listed<AssociatedOrganization> organizationsOf(
            String applicationId, @Nullable Collection<String> within, Span span);
}
