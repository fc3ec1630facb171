package dev.muster.assignmentservice.media;

/** One form of an image that is kept, as it is served. */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way; never compared
public record ImageFile(String mediaType, byte[] content) {}
