package dev.muster.benchmarks.stack;

import org.jspecify.annotations.Nullable;

/** A measurement failed or its result is wrong; the message says what to check. */
public final class BenchmarkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
