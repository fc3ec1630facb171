package dev.muster.messaging.health;

import org.jspecify.annotations.Nullable;

/**
 * A condition for records to flow, as a bean. It is a member of the health group {@code pipeline} under its name, and
 * has the metric {@code muster.pipeline.up} with its name as the tag {@code check}. Thread-safe; answers from memory,
 * without waiting for a peer.
 */
public interface PipelineCheck {

    /** A stable name of one lower-case word, unique in the service. */
    String name();

    /** The problem, in one line without payload for an operator; null when there is none. */
    @Nullable
    String problem();

    static PipelineCheck of(String name, ProblemFinder finder) {
        return new PipelineCheck() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String problem() {
                return finder.find();
            }
        };
    }

    /** Finds the present problem. */
    @FunctionalInterface
    interface ProblemFinder {

        /** As {@link PipelineCheck#problem()}. */
        @Nullable
        String find();
    }
}
