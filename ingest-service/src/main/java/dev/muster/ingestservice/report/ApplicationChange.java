package dev.muster.ingestservice.report;

import org.jspecify.annotations.Nullable;

/**
 * One published change of one application.
 *
 * @param before null when it was not known
 */
public record ApplicationChange(
        Kind kind, String systemId, @Nullable ApplicationRecord before, ApplicationRecord after, ChangeCause cause) {

    /** What happened, in the words of the event. */
    public enum Kind {
        APPEARED,
        CHANGED,
        REMOVED,
        RETURNED
    }

    /** The id of the application that changed. */
    public String applicationId() {
        return SystemModule.applicationId(systemId, after.moduleId());
    }
}
