package dev.muster.assignmentservice.organization;

/**
 * An application as organizations refer to it.
 *
 * @param name its display name; its id when there is none
 */
public record NamedApplication(String applicationId, String name) {}
