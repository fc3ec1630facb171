package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/**
 * How an organization looks. Each is an absolute http or https URL, or the path of an image that this service keeps; null
 * when there is none.
 */
public record Branding(
        @Nullable String logo,
        @Nullable String darkLogo,
        @Nullable String favicon,
        @Nullable String darkFavicon) {

    /** No image at all. */
    public static final Branding NONE = new Branding(null, null, null, null);
}
