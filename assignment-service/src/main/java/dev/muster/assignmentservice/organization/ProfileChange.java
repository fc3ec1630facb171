package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.Nullable;

/** Changes the attributes that are not null. An empty application id or image removes the present one. */
public record ProfileChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable String properties,
        @Nullable Boolean mfaRequired,
        @Nullable String applicationId,
        @Nullable String logo,
        @Nullable String darkLogo,
        @Nullable String favicon,
        @Nullable String darkFavicon) {

    public static final ProfileChange NONE = new ProfileChange(null, null, null, null, null, null, null, null, null);

    public static ProfileChange name(@Nullable String name) {
        return new ProfileChange(name, null, null, null, null, null, null, null, null);
    }

    OrganizationProfile applyTo(OrganizationProfile before) {
        Branding branding = before.branding();
        return new OrganizationProfile(
                name == null ? before.name() : name,
                description == null ? before.description() : description,
                properties == null ? before.properties() : properties,
                mfaRequired == null ? before.mfaRequired() : mfaRequired,
                changed(before.applicationId(), applicationId),
                new Branding(
                        changed(branding.logo(), logo),
                        changed(branding.darkLogo(), darkLogo),
                        changed(branding.favicon(), favicon),
                        changed(branding.darkFavicon(), darkFavicon)));
    }

    private static @Nullable String changed(@Nullable String before, @Nullable String requested) {
        if (requested == null) {
            return before;
        }
        return requested.isEmpty() ? null : requested;
    }
}
