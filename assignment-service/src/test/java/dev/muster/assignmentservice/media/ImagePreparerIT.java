package dev.muster.assignmentservice.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ImagePreparerIT {

    private final ImagePreparer preparation = new ImagePreparer();

    @Test
    void kindIsDetectedAndRenditionsHaveExactHeights() throws Exception {
        assertPrepared(ImageKind.PNG, 72, 100, Pictures.png(200, 100));
        assertPrepared(ImageKind.JPEG, 18, 25, Pictures.jpeg(100, 200));
        assertPrepared(ImageKind.GIF, 36, 50, Pictures.gif(300, 300));
        assertPrepared(ImageKind.GIF, 36, 50, Pictures.gifOfFrames(1_000));
        assertPrepared(ImageKind.ICO, 36, 50, Pictures.icoOf(Pictures.png(32, 32)));
        assertPrepared(ImageKind.ICO, 36, 50, Pictures.icoOfBitmap(32));
    }

    @Test
    void smallIsScaledUpAndWidthIsAtMost1024() throws Exception {
        assertPrepared(ImageKind.PNG, 36, 50, Pictures.png(1, 1));
        assertPrepared(ImageKind.PNG, 1, 1, Pictures.png(1, 4_096));
        BufferedImage wide = read(prepare(Pictures.png(4_096, 16)).height36());
        assertThat(wide.getWidth()).isEqualTo(1_024);
        assertThat(wide.getHeight()).isEqualTo(4);
    }

    @Test
    void boundsAreInclusive() throws Exception {
        assertThat(prepare(Pictures.png(4_096, 1_953)).kind()).isEqualTo(ImageKind.PNG);
        assertRefused("4096 x 1954 pixels", Pictures.pngThatClaims(4_096, 1_954));
        assertRefused("4097 x 1 pixels", Pictures.pngThatClaims(4_097, 1));
        assertRefused("1 x 4097 pixels", Pictures.pngThatClaims(1, 4_097));
        assertRefused("4097 x 8 pixels", Pictures.jpeg(4_097, 8));
        byte[] largest = Arrays.copyOf(Pictures.png(8, 8), 2 << 20);
        assertThat(prepare(largest).raw()).isEqualTo(largest);
        assertRefused("at most 2 MiB", Arrays.copyOf(largest, (2 << 20) + 1));
    }

    @Test
    void decompressionBombsAreRejectedBeforeDecoding() {
        assertRefused("50000 x 50000 pixels", Pictures.pngThatClaims(50_000, 50_000));
        assertRefused("4294967295 x 1 pixels", Pictures.pngThatClaims(-1, 1));
        assertRefused("no pixels", Pictures.pngThatClaims(0, 8));
        assertRefused("65535 x 65535 pixels", Pictures.gifThatClaims(65_535, 65_535));
        assertRefused("more than 1000 frames", Pictures.gifOfFrames(1_001));
        assertRefused("50000 x 50000 pixels", Pictures.icoOf(Pictures.pngThatClaims(50_000, 50_000)));
        assertRefused("more than 200 scans", withComment(Pictures.jpeg(8, 8), 201));
    }

    @Test
    void iconBitmapWithTooManyColorsOrPixelsIsRejected() {
        byte[] colours = Pictures.icoOfBitmap(16);
        ByteBuffer.wrap(colours).order(ByteOrder.LITTLE_ENDIAN).putInt(22 + 32, 1 << 30);
        byte[] pixels = Pictures.icoOfBitmap(16);
        ByteBuffer.wrap(pixels).order(ByteOrder.LITTLE_ENDIAN).putInt(22 + 4, 1 << 20);

        assertRefused("not a bitmap", colours);
        assertRefused("not a bitmap", pixels);
    }

    @Test
    void textsInAPngAreNotDecoded() throws Exception {
        byte[] png = Pictures.pngWithText(1 << 29);
        assertThat(png.length).isLessThan(2 << 20);

        assertThat(new String(PngContent.withoutMetadata(png), StandardCharsets.ISO_8859_1))
                .contains("PLTE")
                .doesNotContain("zTXt");
        assertThat(prepare(png).kind()).isEqualTo(ImageKind.PNG);
    }

    @Test
    void truncatedImageIsRejectedOrComplete() {
        for (byte[] whole : new byte[][] {
            Pictures.png(40, 40),
            Pictures.jpeg(40, 40),
            Pictures.gif(40, 40),
            Pictures.icoOf(Pictures.png(20, 20)),
            Pictures.icoOfBitmap(16)
        }) {
            for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> prepare(cut)).isInstanceOf(InvalidImageException.class);
            }
        }
    }

    @Test
    void damagedImageIsPreparedOrRejected() {
        byte[][] wholes = {Pictures.png(20, 20), Pictures.jpeg(20, 20), Pictures.gif(20, 20), Pictures.icoOfBitmap(8)};
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = wholes[i % wholes.length].clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                prepare(damaged);
            } catch (InvalidImageException e) {
                assertThat(e.message()).isNotBlank();
            }
        }
    }

    @Test
    void svgAndOtherContentAreRejectedWithAMessage() {
        assertRefused("SVG is not accepted, because it can carry scripts", Pictures.svgWithScript());
        assertRefused("send PNG, JPEG, GIF or ICO", new byte[0]);
        assertRefused("send PNG, JPEG, GIF or ICO", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        assertRefused("send PNG, JPEG, GIF or ICO", new byte[] {'B', 'M', 0, 0});
    }

    @Test
    void trailingDataIsNotInRenditions() throws Exception {
        ByteArrayOutputStream polyglot = new ByteArrayOutputStream();
        polyglot.writeBytes(Pictures.png(40, 40));
        polyglot.writeBytes("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        StoredImage image = prepare(polyglot.toByteArray());

        assertThat(new String(image.height36(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
        assertThat(new String(image.height50(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void idDependsOnContentAndOrganization() throws Exception {
        byte[] png = Pictures.png(8, 8);

        assertThat(prepare(png).imageId())
                .matches(ImagePaths.ID)
                .isEqualTo(prepare(png.clone()).imageId());
        assertThat(prepare(png).imageId())
                .isNotEqualTo(preparation.prepare("another", png).imageId())
                .isNotEqualTo(prepare(Pictures.png(9, 8)).imageId());
    }

    private StoredImage prepare(byte[] content) throws InvalidImageException {
        return preparation.prepare("organization", content);
    }

    private void assertPrepared(ImageKind kind, int width36, int width50, byte[] content) throws Exception {
        StoredImage image = prepare(content);
        assertThat(image.kind()).isEqualTo(kind);
        assertThat(image.raw()).isEqualTo(content);
        assertThat(image.path()).isEqualTo("/media/logos-raw/" + image.imageId() + "." + kind.extension());
        assertThat(read(image.height36()).getHeight()).isEqualTo(36);
        assertThat(read(image.height36()).getWidth()).isEqualTo(width36);
        assertThat(read(image.height50()).getHeight()).isEqualTo(50);
        assertThat(read(image.height50()).getWidth()).isEqualTo(width50);
    }

    private void assertRefused(String why, byte[] content) {
        assertThatThrownBy(() -> prepare(content))
                .isInstanceOf(InvalidImageException.class)
                .hasMessageContaining(why);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static byte[] withComment(byte[] jpeg, int scans) {
        ByteBuffer with = ByteBuffer.allocate(jpeg.length + 4 + 2 * scans)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (2 + 2 * scans));
        for (int i = 0; i < scans; i++) {
            with.putShort((short) 0xFFDA);
        }
        return with.put(jpeg, 2, jpeg.length - 2).array();
    }
}
