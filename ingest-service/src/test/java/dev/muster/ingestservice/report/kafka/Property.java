package dev.muster.ingestservice.report.kafka;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a property on many generated cases, and tells of the first failure as a small case with its seed. */
final class Property {

    private static final Logger log = LoggerFactory.getLogger(Property.class);
    private static final String SEED = "muster.seed";

    private Property() {}

    /**
     * Tries cases from consecutive seeds, or only the one of the system property {@code muster.seed}.
     *
     * @param failure what is wrong with a case, or null
     */
    static void check(
            int cases, LongFunction<MergeCase> generate, Function<MergeCase, @Nullable AssertionError> failure) {
        Long only = Long.getLong(SEED);
        long first = only != null ? only : System.nanoTime();
        log.info("seeds from {} on, repeat one with -D{}=", first, SEED);
        for (long seed = first; seed < (only != null ? only + 1 : first + cases); seed++) {
            MergeCase generated = generate.apply(seed);
            if (failure.apply(generated) != null) {
                MergeCase small = new Shrinker(merge -> failure.apply(merge) != null).shrink(generated);
                AssertionError why = failure.apply(small);
                throw new AssertionError(
                        "repeat it with -D" + SEED + "=" + seed + "; the smallest case found that fails:" + small + "\n"
                                + (why == null ? "it fails only at times" : why.getMessage()),
                        why);
            }
        }
    }
}
