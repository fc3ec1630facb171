package dev.muster.assignmentservice.security;

import org.jspecify.annotations.Nullable;

/**
 * An organization in the tree.
 *
 * @param parentId null for a root
 */
public record OrganizationNode(
        String organizationId, @Nullable String parentId, boolean active) {}
