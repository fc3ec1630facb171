package dev.muster.assignmentservice.media;

/** What is looked at in a JPEG before it is decoded; its decoder says itself how large it is. */
final class JpegContent {

    /** Each scan goes over all pixels. Encoders make about ten; a few bytes each could make thousands. */
    private static final int MAX_SCANS = 200;

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    private JpegContent() {}

    /** Refuses a JPEG of too many scans, or that has no end after the last. */
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
            throw InvalidImageException.cutShort();
        }
    }
}
