package dev.muster.assignmentservice.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The accepted image formats, detected by content; file names and declared types are ignored. */
public enum ImageKind {
    PNG("png", "image/png", "\u0089PNG\r\n\u001A\n"),
    JPEG("jpg", "image/jpeg", "\u00FF\u00D8\u00FF"),
    GIF("gif", "image/gif", "GIF8"),
    ICO("ico", "image/x-icon", "\0\0\1\0");

    /** How far to search for an SVG element, which may follow comments and declarations. */
    private static final int SVG_SEARCH_BYTES = 4_096;

    private static final Pattern SVG = Pattern.compile("<(\\w+:)?svg[\\s>/]", Pattern.CASE_INSENSITIVE);

    private final String extension;
    private final String mediaType;
    /** The first bytes of the content, one character per byte. */
    private final String magic;

    ImageKind(String extension, String mediaType, String magic) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.magic = magic;
    }

    /** The file name extension, without a dot. */
    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }

    static Optional<ImageKind> detect(byte[] content) {
        return Arrays.stream(values()).filter(kind -> kind.matches(content)).findFirst();
    }

    static boolean isSvg(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, SVG_SEARCH_BYTES), StandardCharsets.ISO_8859_1);
        return SVG.matcher(head.replace("\0", "")).find();
    }

    private boolean matches(byte[] content) {
        return content.length >= magic.length()
                && new String(content, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }
}
