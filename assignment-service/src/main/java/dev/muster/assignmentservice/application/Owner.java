package dev.muster.assignmentservice.application;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.util.UUID;

/** The organization that owns an application. */
public record Owner(
        String organizationId, String publicId, UUID uuid, String name, String description, OrganizationType type) {}
