package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * An organization in the tree.
 *
 * @param parentId null for one that stands at the top
 */
public record OrganizationNode(
        String organizationId, @Nullable String parentId, boolean active) {}
