package dev.muster.assignmentservice.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the forms of an image are served. */
public final class ImagePaths {

    /** Of an image. */
    public static final String ID = "[0-9a-f]{32}";

    private static final Pattern RAW = Pattern.compile("/media/logos-raw/(" + ID + ")\\.(png|jpg|gif|ico)");

    private ImagePaths() {}

    /** Of the original. */
    public static String raw(String imageId, ImageKind kind) {
        return "/media/logos-raw/" + imageId + "." + kind.extension();
    }

    /** Of the rendition that is 36 px high. */
    public static String height36(String imageId) {
        return "/media/logos/" + imageId + "_36.png";
    }

    /** Of the rendition that is 50 px high. */
    public static String height50(String imageId) {
        return "/media/logos-big/" + imageId + "_50.png";
    }

    /** The id of the image whose original has the path; empty when it is no such path. */
    public static Optional<String> idOf(String path) {
        Matcher matcher = RAW.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
