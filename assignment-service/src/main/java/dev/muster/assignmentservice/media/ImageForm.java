package dev.muster.assignmentservice.media;

/** The forms in which an image is served. */
public enum ImageForm {
    /** A PNG, 36 px high. */
    HEIGHT_36,
    /** A PNG, 50 px high. */
    HEIGHT_50,
    /** The uploaded bytes. */
    RAW
}
