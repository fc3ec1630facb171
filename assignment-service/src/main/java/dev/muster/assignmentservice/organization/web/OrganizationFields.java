package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request about an organization; null when a field is missing.
 *
 * @param properties a JSON object as compact text
 * @param app a key of an application; empty for none
 * @param parent a key of an organization
 * @param images the uploaded images, and {@link #NO_IMAGE} for those to be removed
 */
record OrganizationFields(
        @Nullable String label,
        @Nullable String name,
        @Nullable String description,
        @Nullable String properties,
        @Nullable Boolean active,
        @Nullable String app,
        @Nullable String parent,
        @Nullable OrganizationType type,
        @Nullable Boolean mfaRequired,
        @Nullable Boolean rebrandingEnabled,
        Map<ImageField, byte[]> images) {

    /** Marks an image to be removed. Compared by identity, to distinguish it from an empty upload. */
    static final byte[] NO_IMAGE = {};

    /** The images that an organization has. */
    enum ImageField {
        LOGO("logo"),
        DARK_LOGO("darkLogo"),
        FAVICON("favicon"),
        DARK_FAVICON("darkFavicon");

        private final String field;

        ImageField(String field) {
            this.field = field;
        }

        /** Its name in requests. */
        String field() {
            return field;
        }
    }
}
