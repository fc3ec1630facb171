package dev.muster.assignmentservice.media;

import org.jspecify.annotations.Nullable;

/** Where images are kept. Writes happen in the caller's transaction. */
public interface ImageStore {

    /** Keeps an image of a registered organization; one that is kept already stays. */
    void keep(String organizationId, StoredImage image);

    /** Forgets the images of the organization that no organization shows any more. */
    void removeUnused(String organizationId);

    /** The image in that form; null when there is none of the id. */
    @Nullable
    ImageFile find(String imageId, ImageForm form);
}
