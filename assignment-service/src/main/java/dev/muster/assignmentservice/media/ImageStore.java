package dev.muster.assignmentservice.media;

import org.jspecify.annotations.Nullable;

/** Stores images. Writes happen in the caller's transaction. */
public interface ImageStore {

    /** Adds an image of a registered organization, unless it is stored already. */
    void add(String organizationId, StoredImage image);

    /** Deletes the images of the organization that no organization refers to; a deleted one does not. */
    void removeUnused(String organizationId);

    /** The image in the form; null when there is none with the id. */
    @Nullable
    ImageFile find(String imageId, ImageForm form);

    /** A stored form of an image, as it is served. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
    record ImageFile(String mediaType, byte[] content) {}

    /** The forms in which an image is served. */
    enum ImageForm {
        /** A PNG, 36 px high. */
        HEIGHT_36,
        /** A PNG, 50 px high. */
        HEIGHT_50,
        /** The uploaded bytes. */
        RAW
    }
}
