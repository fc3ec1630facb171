package dev.muster.assignment.access;

import org.jspecify.annotations.Nullable;

/**
 * An organization in the tree.
 *
 * @param parentId null for one that stands at the top
 */
public record OrganizationPlace(
        String organizationId, @Nullable String parentId, boolean active) {}
