package dev.muster.messaging.health;

import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be well so that records flow: a bean that is in the health group {@code pipeline} under its
 * name, and in the metric {@code muster.pipeline.up} with the tag {@code check}. Thread-safe, and asked at any time:
 * answers from memory, without waiting for a peer.
 */
public interface PipelineCheck {

    /** A stable name of one lower-case word, unique in the service. */
    String name();

    /** What is wrong, for an operator, in one line without payload; null when all is well. */
    @Nullable
    String problem();

    /** A check under the given name. */
    static PipelineCheck of(String name, Problem problem) {
        return new PipelineCheck() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable String problem() {
                return problem.find();
            }
        };
    }

    /** What is wrong now. */
    @FunctionalInterface
    interface Problem {

        /** As {@link PipelineCheck#problem()}. */
        @Nullable
        String find();
    }
}
