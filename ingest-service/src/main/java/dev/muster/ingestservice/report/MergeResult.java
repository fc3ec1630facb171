package dev.muster.ingestservice.report;

import java.util.List;

/**
 * Result of merging one report.
 *
 * @param held number of removals that the brake holds back
 * @param late whether a newer snapshot of the system was received before
 */
record MergeResult(List<ApplicationChange> changes, int held, boolean late) {

    int count(ApplicationChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
