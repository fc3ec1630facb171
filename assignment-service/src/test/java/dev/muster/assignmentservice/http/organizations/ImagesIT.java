package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static dev.muster.assignmentservice.http.organizations.Client.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api;
import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.media.Pictures;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImagesIT {

    private final Client client = Client.of(Pipeline.shared().owner(false));
    private final byte[] png = Pictures.png(200, 100);

    @Test
    void imagesArePublicInThreeRenditions() {
        JsonNode logo = only(post("logo", "logo.png", png)).get("logo");

        Answer raw = get(logo.get("raw"));
        assertThat(raw.status()).isEqualTo(200);
        assertThat(raw.bytes()).isEqualTo(png);
        assertServedSafely(raw, "image/png");
        for (String form : List.of("h36", "h50")) {
            Answer small = get(logo.get(form));
            assertThat(small.status()).isEqualTo(200);
            assertServedSafely(small, "image/png");
        }
    }

    @Test
    void contentDecidesTheImageTypeNotTheName() {
        assertThat(contentType("../../etc/passwd.png", Pictures.jpeg(10, 10))).isEqualTo("image/jpeg");
        assertThat(contentType("logo.svg", Pictures.gif(10, 10))).isEqualTo("image/gif");
        assertThat(contentType("C:\\x\\evil.html", Pictures.gifOfFrames(20))).isEqualTo("image/gif");
        assertThat(contentType("a.exe", Pictures.icoOf(png))).isEqualTo("image/x-icon");
        assertThat(contentType("", Pictures.icoOfBitmap(16))).isEqualTo("image/x-icon");
    }

    @Test
    void conditionalGetReturnsNotModified() {
        JsonNode url = only(post("favicon", "f", png)).get("favicon").get("h36");
        String tag = get(url).requiredHeader("ETag");

        Answer again = Api.shared().get(path(url)).header("If-None-Match", tag).send();

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @Test
    void unsupportedImagesAreInvalid() {
        assertInvalid(post("logo", "l.svg", Pictures.svgWithScript()), "logo", "SVG is not accepted");
        assertInvalid(post("favicon", "f.png", new byte[0]), "favicon", "send PNG, JPEG, GIF or ICO");
        assertInvalid(post("logo", "l", Arrays.copyOf(png, png.length - 20)), "logo", "damaged or cut short");
        assertInvalid(post("logo", "l", Pictures.pngThatClaims(50_000, 50_000)), "logo", "50000 x 50000");
        assertInvalid(post("logo", "l", Pictures.gifThatClaims(65_535, 65_535)), "logo", "65535 x 65535");
        assertInvalid(post("darkLogo", "l", Pictures.gifOfFrames(1_001)), "darkLogo", "more than 1000 frames");
        assertInvalid(post("other", "l", png), "other", "unknown field");
        assertInvalid(client.post("{\"label\": \"x\", \"logo\": \"https://x.org/l.png\"}"), "logo", "must be an image");
        assertInvalid(client.post("{\"label\": \"x\", \"favicon\": {}}"), "favicon", "must be an image");
        assertInvalid(client.post(new Form().file("logo", "a", png).file("logo", "b", png)), "logo", "given twice");
    }

    @Test
    void tooLargeImagesAndRequestsAreRejected() {
        byte[] largest = Arrays.copyOf(png, 2 << 20);
        assertThat(only(post("logo", "l", largest)).get("logo").isObject()).isTrue();

        assertTooLarge(post("logo", "l", Arrays.copyOf(png, (2 << 20) + 1)));
        assertTooLarge(client.post(new Form()
                .text("label", Pipeline.unique("label"))
                .file("logo", "1", largest)
                .file("darkLogo", "2", largest)
                .file("favicon", "3", largest)
                .file("darkFavicon", "4", largest)
                .text("description", "d".repeat(1 << 20))));
    }

    @Test
    void formWithTenThousandPartsIsRejected() {
        Form form = new Form();
        for (int i = 0; i < 10_000; i++) {
            form.text("p" + i, "x");
        }

        assertThat(client.post(form).status()).isBetween(400, 413);
    }

    @Test
    void replacedOrRemovedImagesAreDeletedUnlessStillUsed() {
        JsonNode created = only(client.post(new Form()
                .text("label", Pipeline.unique("label"))
                .file("logo", "l", png)
                .file("favicon", "f", png)));
        String id = created.get("id").stringValue();
        JsonNode first = created.get("logo").get("raw");
        assertThat(created.get("favicon").get("raw")).isEqualTo(first);

        JsonNode second = client.patch(id, new Form().file("logo", "l", Pictures.gif(30, 30)))
                .json()
                .get("logo")
                .get("raw");
        assertThat(second).isNotEqualTo(first);
        assertThat(get(first).status()).isEqualTo(200);
        assertThat(get(second).status()).isEqualTo(200);

        JsonNode without = client.patch(id, "{\"favicon\": null}").json();
        assertThat(without.get("favicon").isNull()).isTrue();
        assertThat(without.get("logo").get("raw")).isEqualTo(second);
        assertThat(get(first).status()).isEqualTo(404);
        assertThat(get(second).status()).isEqualTo(200);
    }

    @Test
    void otherMediaPathsAreNotFound() {
        String id = "0".repeat(32);
        for (String path : List.of(
                "/media/logos/" + id + "_36.png",
                "/media/logos-raw/" + id + ".svg",
                "/media/logos-raw/..%2f..%2fetc%2fpasswd",
                "/media/logos-raw/" + id,
                "/media/logos-raw/",
                "/media/")) {
            assertThat(Api.shared().get(path).send().status()).as(path).isBetween(400, 404);
        }
    }

    @Test
    void externalImagesAreTheirOwnRenditions() {
        Pipeline pipeline = Pipeline.shared();
        String owner = pipeline.owner(false);
        pipeline.database()
                .update(
                        "update assignment.organization set logo = 'https://x.org/l.png' where organization_id = ?",
                        owner);

        JsonNode logo = Client.administrator()
                .get(Client.ORGANIZATIONS + "/" + owner)
                .json()
                .get("logo");

        assertThat(logo.get("h36").stringValue()).isEqualTo("https://x.org/l.png");
        assertThat(logo.get("h50").stringValue()).isEqualTo("https://x.org/l.png");
        assertThat(logo.get("raw").stringValue()).isEqualTo("https://x.org/l.png");
    }

    private Answer post(String field, String fileName, byte[] content) {
        return client.post(new Form().text("label", Pipeline.unique("label")).file(field, fileName, content));
    }

    private String contentType(String fileName, byte[] content) {
        return get(only(post("logo", fileName, content)).get("logo").get("raw")).requiredHeader("Content-Type");
    }

    private static Answer get(JsonNode url) {
        return Api.shared().get(path(url)).send();
    }

    private static String path(JsonNode url) {
        return url.stringValue().substring(Pipeline.shared().http("").toString().length());
    }

    private static void assertServedSafely(Answer image, String contentType) {
        assertThat(image.requiredHeader("Content-Type")).isEqualTo(contentType);
        assertThat(image.headers("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(image.headers("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(image.headers("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
    }

    private static void assertTooLarge(Answer answer) {
        Client.assertError(answer, 413, 413001, "Request entity too large.", "the body is larger than is taken");
    }
}
