package dev.muster.assignmentservice.ownership;

/** What an application itself says about its rebranding. */
public enum RebrandingOverride {
    /** Nothing: the organizations decide. */
    INHERITED,
    /** Rebranded, for a named organization or for whoever owns the application. */
    ENABLED,
    /** Not rebranded, whatever the organizations say. */
    DISABLED
}
