package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about an organization. Null: it says nothing about it.
 *
 * @param properties a JSON object as compact text
 * @param app a key of an application; empty for none
 * @param parent a key of an organization
 * @param images the uploaded ones, and {@link #NO_IMAGE} for those to be taken away
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

    /** Stands for an image that is taken away; told from an empty upload by being this very array. */
    static final byte[] NO_IMAGE = {};
}
