package dev.muster.assignmentservice.ownership;

/** The rebranding setting of an application. */
public enum RebrandingOverride {
    /** None: inherited from the owner. */
    INHERITED,
    /** Rebranded, for a given organization or for the owner. */
    ENABLED,
    /** Not rebranded, whatever the setting of the organizations. */
    DISABLED
}
