package dev.muster.assignmentservice.media;

/**
 * An image of an organization, with its renditions.
 *
 * @param imageId 32 hexadecimal digits of a hash of the organization and the content
 * @param raw the uploaded bytes
 * @param height36 a PNG, 36 px high
 * @param height50 a PNG, 50 px high
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record StoredImage(String imageId, ImageKind kind, byte[] raw, byte[] height36, byte[] height50) {

    /** The path of the original, which an organization's branding refers to. */
    public String path() {
        return ImagePaths.raw(imageId, kind);
    }
}
