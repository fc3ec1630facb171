package dev.muster.assignmentservice.media.web;

import dev.muster.assignmentservice.media.ImagePaths;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.media.ImageStore.ImageFile;
import dev.muster.assignmentservice.media.ImageStore.ImageForm;
import dev.muster.assignmentservice.security.web.PublicRoute;
import dev.muster.assignmentservice.web.ApiException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves images. Originals come from untrusted users, so response headers forbid content sniffing and scripts. File names
 * are derived from the content, so responses can be cached forever.
 */
@RestController
@PublicRoute
class ImageController {

    private static final Pattern HEIGHT_36 = Pattern.compile("(" + ImagePaths.ID + ")_36\\.png");
    private static final Pattern HEIGHT_50 = Pattern.compile("(" + ImagePaths.ID + ")_50\\.png");
    private static final Pattern RAW = Pattern.compile("(" + ImagePaths.ID + ")\\.(png|jpg|gif|ico)");
    private static final String NO_SCRIPTS = "default-src 'none'; sandbox";

    private final ImageStore images;

    ImageController(ImageStore images) {
        this.images = images;
    }

    @GetMapping("/media/logos/{file}")
    ResponseEntity<byte[]> height36(@PathVariable String file) {
        return answer(HEIGHT_36.matcher(file), ImageForm.HEIGHT_36);
    }

    @GetMapping("/media/logos-big/{file}")
    ResponseEntity<byte[]> height50(@PathVariable String file) {
        return answer(HEIGHT_50.matcher(file), ImageForm.HEIGHT_50);
    }

    @GetMapping("/media/logos-raw/{file}")
    ResponseEntity<byte[]> raw(@PathVariable String file) {
        return answer(RAW.matcher(file), ImageForm.RAW);
    }

    private ResponseEntity<byte[]> answer(Matcher file, ImageForm form) {
        ImageFile image = file.matches() ? images.find(file.group(1), form) : null;
        if (image == null) {
            throw ApiException.notFound("image");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(image.mediaType()))
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .eTag('"' + file.group(1) + '-' + form + '"')
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .header("Content-Security-Policy", NO_SCRIPTS)
                .header("X-Content-Type-Options", "nosniff")
                .body(image.content());
    }
}
