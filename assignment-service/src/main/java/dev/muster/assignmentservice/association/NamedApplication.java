package dev.muster.assignmentservice.association;

/**
 * An application as organizations refer to it.
 *
 * @param name what people call it; its id when nothing else is known
 */
public record NamedApplication(String applicationId, String name) {}
