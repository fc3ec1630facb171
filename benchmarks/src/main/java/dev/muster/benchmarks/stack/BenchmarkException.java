package dev.muster.benchmarks.stack;

import org.jspecify.annotations.Nullable;

/** Ends a measurement: it cannot be made, or what came of it is not what should have. The message says what to look at. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For the given reason. */
    public BenchmarkException(String message) {
        super(message);
    }

    /** For the given reason, which has another one. */
    public BenchmarkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
