package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/**
 * The images of an organization. Each is an absolute http or https URL, or the path of an image stored by this service;
 * null when there is none.
 */
public record Branding(
        @Nullable String logo,
        @Nullable String darkLogo,
        @Nullable String favicon,
        @Nullable String darkFavicon) {

    public static final Branding NONE = new Branding(null, null, null, null);
}
