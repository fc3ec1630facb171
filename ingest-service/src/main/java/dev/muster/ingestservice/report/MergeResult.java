package dev.muster.ingestservice.report;

import java.util.List;

/**
 * What one report did.
 *
 * @param held how many removals the brake holds back
 * @param late whether a newer snapshot of the system had come before
 */
public record MergeResult(List<ApplicationChange> changes, int held, boolean late) {

    int count(ApplicationChange.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }
}
