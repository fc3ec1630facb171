package dev.muster.benchmarks.cases;

import dev.muster.benchmarks.fleet.Step.Kind;
import java.util.Optional;

/** A step of reports that is measured, in the order in which they are taken: each stands on the one before. */
enum InventoryCase {
    FIRST_LOAD("first-load", Kind.SAME, false),
    UNCHANGED("unchanged", Kind.SAME, false),
    ONE_PERCENT("one-percent", Kind.ONE_PERCENT, false),
    CHURN("churn", Kind.CHURN, false),
    LATE("late", Kind.LATE, false),
    /** The first load once more, into empty tables, with records that cannot be read in between. */
    POISON("poison", Kind.SAME, true);

    private final String label;
    private final Kind kind;
    private final boolean poison;

    InventoryCase(String label, Kind kind, boolean poison) {
        this.label = label;
        this.kind = kind;
        this.poison = poison;
    }

    static Optional<InventoryCase> labelled(String label) {
        for (InventoryCase one : values()) {
            if (one.label.equals(label)) {
                return Optional.of(one);
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

    /** Whether it begins with empty tables. */
    boolean isFirst() {
        return this == FIRST_LOAD || this == POISON;
    }

    /** Whether only what reads a topic can be given it. */
    boolean needsTopic() {
        return this == LATE || this == POISON;
    }
}
