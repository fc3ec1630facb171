package dev.muster.assignmentservice.media;

/**
 * An image of an organization, ready to be kept.
 *
 * @param imageId 32 hexadecimal digits, made of the organization and the content
 * @param raw as it was sent
 * @param height36 a PNG, and {@code height50} another
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record StoredImage(String imageId, ImageKind kind, byte[] raw, byte[] height36, byte[] height50) {

    /** The path of the original: what an organization's branding holds. */
    public String path() {
        return ImagePaths.raw(imageId, kind);
    }
}
