package dev.muster.ingestservice.report;

import org.jspecify.annotations.Nullable;

/**
 * One published change of one application.
 *
 * @param before null for the first change of an application
 */
public record ApplicationChange(
        Kind kind, String systemId, @Nullable ApplicationRecord before, ApplicationRecord after, ChangeCause cause) {

    /** The names are those of the event. */
    public enum Kind {
        APPEARED,
        CHANGED,
        REMOVED,
        RETURNED
    }

    public String applicationId() {
        return SystemModule.applicationId(systemId, after.moduleId());
    }
}
