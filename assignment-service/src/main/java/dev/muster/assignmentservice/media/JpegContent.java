package dev.muster.assignmentservice.media;

/** Checks the scans of a JPEG before it is decoded. The decoder reads its size. */
final class JpegContent {

    /** Decoding a scan visits all pixels. Encoders write about ten; an attacker could add thousands of a few bytes. */
    private static final int MAX_SCANS = 200;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegContent() {}

    /** Rejects a JPEG with too many scans, or without an end marker after the last one. */
    static void check(byte[] jpeg) throws InvalidImageException {
        int scans = 0;
        boolean ended = false;
        for (int i = 0; i + 1 < jpeg.length; i++) {
            if ((jpeg[i] & 0xFF) == 0xFF) {
                int marker = jpeg[i + 1] & 0xFF;
                scans += marker == START_OF_SCAN ? 1 : 0;
                ended = marker == END_OF_IMAGE || (ended && marker != START_OF_SCAN);
            }
        }
        if (scans > MAX_SCANS) {
            throw new InvalidImageException("the image has more than " + MAX_SCANS + " scans");
        }
        if (!ended) {
            throw InvalidImageException.truncated();
        }
    }
}
