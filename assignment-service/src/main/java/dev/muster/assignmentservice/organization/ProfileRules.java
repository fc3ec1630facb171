package dev.muster.assignmentservice.organization;

import dev.muster.assignmentservice.directory.Decision;
import dev.muster.text.TextValidation;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rules for profiles, with the bounds of the contracts: in code points, but for properties and images, which are in
 * bytes.
 */
final class ProfileRules {

    private static final int MAX_NAME = 128;
    private static final int MAX_DESCRIPTION = 256;
    private static final int MAX_PROPERTIES_BYTES = 64 * 1024;
    private static final int MAX_APPLICATION_ID = 201;

    /** An index entry for these URLs has at most 2,704 bytes. */
    private static final int MAX_IMAGE_BYTES = 2_048;

    private static final Pattern IMAGE = Pattern.compile("(https?://[^\\s\\p{Cntrl}\"<>]+|/media/[A-Za-z0-9._/-]+)");

    private ProfileRules() {}

    static @Nullable Decision check(OrganizationProfile profile) {
        if (TextValidation.isBlank(profile.name()) || !isLine(profile.name(), MAX_NAME)) {
            return Decision.rejected(
                    "name_invalid", "a name has 1 to 128 characters, is not blank and has no control characters");
        }
        if (TextValidation.problemOfText(profile.description(), MAX_DESCRIPTION) != null) {
            return Decision.rejected(
                    "description_invalid",
                    "a description has at most 256 characters, and no control characters but tabs and line ends");
        }
        if (profile.properties().getBytes(StandardCharsets.UTF_8).length > MAX_PROPERTIES_BYTES) {
            return Decision.rejected("properties_invalid", "properties have at most 64 KiB");
        }
        String applicationId = profile.applicationId();
        if (applicationId != null
                && (TextValidation.isBlank(applicationId) || !isLine(applicationId, MAX_APPLICATION_ID))) {
            return Decision.rejected("application_id_invalid", "an application's id has 1 to 201 characters");
        }
        Branding branding = profile.branding();
        return isImage(branding.logo())
                        && isImage(branding.darkLogo())
                        && isImage(branding.favicon())
                        && isImage(branding.darkFavicon())
                ? null
                : Decision.rejected("branding_invalid", "an image is an http or https URL of at most 2048 bytes");
    }

    private static boolean isLine(String text, int max) {
        return TextValidation.problemOfLine(text, max) == null;
    }

    private static boolean isImage(@Nullable String image) {
        return image == null
                || (image.getBytes(StandardCharsets.UTF_8).length <= MAX_IMAGE_BYTES
                        && IMAGE.matcher(image).matches()
                        && !image.contains(".."));
    }
}
