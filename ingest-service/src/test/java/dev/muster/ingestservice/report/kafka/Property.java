package dev.muster.ingestservice.report.kafka;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks a property on generated cases, and reports the first failure as a shrunk case with its seed. */
final class Property {

    private static final Logger log = LoggerFactory.getLogger(Property.class);
    private static final String SEED = "muster.seed";

    private Property() {}

    /**
     * Checks cases from consecutive seeds, or only that of the system property {@code muster.seed}.
     *
     * @param failure returns the error of a case, or null
     */
    static void check(
            int cases, LongFunction<MergeCase> generate, Function<MergeCase, @Nullable AssertionError> failure) {
        Long only = Long.getLong(SEED);
        long first = only != null ? only : System.nanoTime();
        log.info("first seed {}, repeat one with -D{}=", first, SEED);
        for (long seed = first; seed < (only != null ? only + 1 : first + cases); seed++) {
            MergeCase generated = generate.apply(seed);
            if (failure.apply(generated) != null) {
                MergeCase small = new Shrinker(merge -> failure.apply(merge) != null).shrink(generated);
                AssertionError why = failure.apply(small);
                throw new AssertionError(
                        "repeat with -D" + SEED + "=" + seed + "; smallest failing case:" + small + "\n"
                                + (why == null ? "not reproducible" : why.getMessage()),
                        why);
            }
        }
    }
}
