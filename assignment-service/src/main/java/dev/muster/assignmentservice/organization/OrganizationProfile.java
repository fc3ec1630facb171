package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/**
 * The descriptive attributes of an organization. They do not affect ownership.
 *
 * @param name 1 to 128 characters, not blank
 * @param description at most 256 characters; empty when there is none
 * @param properties a JSON object as compact text, at most 64 KiB in UTF-8
 * @param mfaRequired whether its members must use multi-factor authentication
 * @param applicationId the application that it was created for; null when there is none
 */
public record OrganizationProfile(
        String name,
        String description,
        String properties,
        boolean mfaRequired,
        @Nullable String applicationId,
        Branding branding) {

    /** The properties of an organization that has none. */
    public static final String NO_PROPERTIES = "{}";

    OrganizationProfile withProperties(String json) {
        return new OrganizationProfile(name, description, json, mfaRequired, applicationId, branding);
    }

    /** A profile with a name and defaults. */
    public static OrganizationProfile named(String name) {
        return new OrganizationProfile(name, "", NO_PROPERTIES, false, null, Branding.NONE);
    }
}
