package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.util.Optional;

/** The inventory cases in order; each continues with the tables of the previous candidate. */
enum InventoryCase {
    FIRST_LOAD("first-load", Kind.SAME, false),
    UNCHANGED("unchanged", Kind.SAME, false),
    ONE_PERCENT("one-percent", Kind.ONE_PERCENT, false),
    CHURN("churn", Kind.CHURN, false),
    LATE("late", Kind.LATE, false),
    /** Another first load into empty tables, with undecodable records in between. */
    POISON("poison", Kind.SAME, true);

    private final String label;
    private final Kind kind;
    private final boolean poison;

    InventoryCase(String label, Kind kind, boolean poison) {
        this.label = label;
        this.kind = kind;
        this.poison = poison;
    }

    static Optional<InventoryCase> byLabel(String label) {
        for (InventoryCase candidate : values()) {
            if (candidate.label.equals(label)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    boolean isPoisoned() {
        return poison;
    }

    /** Whether the case starts with empty tables. */
    boolean isFirst() {
        return this == FIRST_LOAD || this == POISON;
    }

    /** Whether the case requires a system that reads a topic. */
    boolean needsTopic() {
        return this == LATE || this == POISON;
    }
}
