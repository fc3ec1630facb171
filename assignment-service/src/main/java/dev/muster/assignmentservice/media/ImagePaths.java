package dev.muster.assignmentservice.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of the forms of an image. */
public final class ImagePaths {

    /** The pattern of an image id. */
    public static final String ID = "[0-9a-f]{32}";

    private static final Pattern RAW = Pattern.compile("/media/logos-raw/(" + ID + ")\\.(png|jpg|gif|ico)");

    private ImagePaths() {}

    /** The path of the original. */
    public static String raw(String imageId, ImageKind kind) {
        return "/media/logos-raw/" + imageId + "." + kind.extension();
    }

    /** The path of the rendition of 36 px height. */
    public static String height36(String imageId) {
        return "/media/logos/" + imageId + "_36.png";
    }

    /** The path of the rendition of 50 px height. */
    public static String height50(String imageId) {
        return "/media/logos-big/" + imageId + "_50.png";
    }

    /** The id of the image whose original has the path; empty for another path. */
    public static Optional<String> idOf(String path) {
        Matcher matcher = RAW.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
