package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/**
 * What an organization says about itself. None of it decides about ownership.
 *
 * @param name 1 to 128 characters, not blank
 * @param description at most 256 characters; empty when there is none
 * @param properties a JSON object as compact text, at most 64 KiB in UTF-8
 * @param mfaRequired whether its members have to use a second factor
 * @param applicationId the application it was made for; null when for none
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

    /** The same with other properties. */
    OrganizationProfile withProperties(String json) {
        return new OrganizationProfile(name, description, json, mfaRequired, applicationId, branding);
    }

    /** A profile with nothing but a name. */
    public static OrganizationProfile named(String name) {
        return new OrganizationProfile(name, "", NO_PROPERTIES, false, null, Branding.NONE);
    }
}
