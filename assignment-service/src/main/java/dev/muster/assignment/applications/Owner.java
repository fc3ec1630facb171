package dev.muster.assignment.applications;

import dev.muster.assignment.directory.OrganizationType;
import java.util.UUID;

/** The organization that owns an application, with what is shown of it. */
public record Owner(
        String organizationId, String publicId, UUID uuid, String name, String description, OrganizationType type) {}
