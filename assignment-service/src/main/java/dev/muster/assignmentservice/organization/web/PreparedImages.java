package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.media.ImagePreparer;
import dev.muster.assignmentservice.media.ImagePreparer.TooManyImagesException;
import dev.muster.assignmentservice.media.InvalidImageException;
import dev.muster.assignmentservice.media.StoredImage;
import dev.muster.assignmentservice.organization.web.OrganizationFields.ImageField;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import dev.muster.assignmentservice.web.ApiException.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded images of a request, without those to be removed. */
record PreparedImages(Map<ImageField, StoredImage> images, OrganizationFields fields) {

    /** Decodes the uploaded images. To be called before the transaction begins, because it is slow. */
    static PreparedImages of(ImagePreparer preparation, String organizationId, OrganizationFields fields) {
        Map<ImageField, StoredImage> images = new EnumMap<>(ImageField.class);
        List<Problem> problems = new ArrayList<>();
        fields.images().forEach((field, content) -> {
            try {
                if (content != OrganizationFields.NO_IMAGE) {
                    images.put(field, preparation.prepare(organizationId, content));
                }
            } catch (InvalidImageException e) {
                problems.add(new Problem(field.field(), e.message(), ""));
            } catch (TooManyImagesException e) {
                throw ApiException.of(
                        Kind.UNAVAILABLE, "too_many_images", "Too many images at once: try again later.", e);
            }
        });
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return new PreparedImages(images, fields);
    }

    /** The path for the change of the branding: empty to remove the image, null to leave it. */
    @Nullable
    String path(ImageField field) {
        StoredImage image = images.get(field);
        if (image != null) {
            return image.path();
        }
        return fields.images().containsKey(field) ? "" : null;
    }

    /** The path for a new organization; null when there is no image. */
    @Nullable
    String firstPath(ImageField field) {
        StoredImage image = images.get(field);
        return image == null ? null : image.path();
    }
}
