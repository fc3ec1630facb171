package dev.muster.assignmentservice.media;

/** A stored form of an image, as it is served. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record ImageFile(String mediaType, byte[] content) {}
