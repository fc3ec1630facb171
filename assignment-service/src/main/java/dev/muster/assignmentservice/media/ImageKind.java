package dev.muster.assignmentservice.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of images that are accepted. The content decides which one it is: names and declared types are not asked. */
public enum ImageKind {
    PNG("png", "image/png", "\u0089PNG\r\n\u001A\n"),
    JPEG("jpg", "image/jpeg", "\u00FF\u00D8\u00FF"),
    GIF("gif", "image/gif", "GIF8"),
    ICO("ico", "image/x-icon", "\0\0\1\0");

    /** The longest beginning of a text that is looked at: SVG may start with comments and declarations. */
    private static final int TEXT_BYTES = 4_096;

    private static final Pattern SVG = Pattern.compile("<(\\w+:)?svg[\\s>/]", Pattern.CASE_INSENSITIVE);

    private final String extension;
    private final String mediaType;
    /** What the content begins with, a character for each byte. */
    private final String magic;

    ImageKind(String extension, String mediaType, String magic) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.magic = magic;
    }

    /** The ending of the names it is served under, without a dot. */
    public String extension() {
        return extension;
    }

    /** The content type it is served with. */
    public String mediaType() {
        return mediaType;
    }

    static Optional<ImageKind> of(byte[] content) {
        return Arrays.stream(values()).filter(kind -> kind.begins(content)).findFirst();
    }

    static boolean isSvg(byte[] content) {
        String head = new String(content, 0, Math.min(content.length, TEXT_BYTES), StandardCharsets.ISO_8859_1);
        return SVG.matcher(head.replace("\0", "")).find();
    }

    private boolean begins(byte[] content) {
        return content.length >= magic.length()
                && new String(content, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }
}
