package dev.muster.benchmarks.cases;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.fleet.Digest;
import dev.muster.benchmarks.fleet.Expectation;
import dev.muster.benchmarks.fleet.History;
import dev.muster.benchmarks.report.Result;
import dev.muster.benchmarks.report.Results;
import dev.muster.benchmarks.stack.BenchEnvironment;
import dev.muster.benchmarks.systems.Session;
import dev.muster.benchmarks.systems.SystemUnderTest;
import dev.muster.benchmarks.systems.Systems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the harness end to end with few systems. */
class HarnessIT {

    private static final List<String> CASES = List.of("first-load", "unchanged", "churn", "late", "poison");
    private static final int SYSTEMS = 100;

    private static @Nullable BenchEnvironment bench;

    private final Results results = new Results();
    private final List<String> progress = new ArrayList<>();
    private int saved;

    @BeforeAll
    static void start(@TempDir Path folder) {
        bench = BenchEnvironment.start(Path.of(".."), folder);
    }

    @AfterAll
    static void stop() {
        requireNonNull(bench).close();
    }

    @Test
    void measuresTopicConsumersAndTheCeiling() {
        measure(Systems.named(List.of("plain-listener", "ceiling"), Map.of()));

        assertThat(results.failures()).isEmpty();
        assertThat(results.all())
                .extracting(result -> result.system() + " " + result.benchmark())
                .containsExactlyInAnyOrder(
                        "plain-listener first-load",
                        "plain-listener unchanged",
                        "plain-listener churn",
                        "plain-listener late",
                        "plain-listener poison",
                        "ceiling first-load",
                        "ceiling unchanged",
                        "ceiling churn");
        assertThat(results.all()).allMatch(result -> result.median() > 0);
    }

    @Test
    void wrongTableIsAFailureWithoutResult() {
        measure(List.of(new Forgetful()));

        assertThat(results.failures())
                .singleElement()
                .asString()
                .contains("after unchanged, the table of forgetful is");
        assertThat(results.all()).extracting(Result::benchmark).containsExactly("first-load");
        assertThat(saved).isEqualTo(1);
    }

    private void measure(List<SystemUnderTest> systems) {
        Cases.measure(
                requireNonNull(bench),
                CASES,
                systems,
                SYSTEMS,
                1,
                new Measurements(
                        results, progress::add, () -> saved = results.all().size()));
    }

    /** Processes only the first step. */
    private static final class Forgetful implements SystemUnderTest {

        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public boolean removes() {
            return true;
        }

        @Override
        public boolean ignoresLate() {
            return true;
        }

        @Override
        public Session open(BenchEnvironment bench) {
            return new Session() {

                private Digest digest = new Digest(0, 0, 0);

                @Override
                public void reset() {
                    digest = new Digest(0, 0, 0);
                }

                @Override
                public long take(History history, int step, boolean poison) {
                    if (step == 0) {
                        digest = Expectation.of(history, true, true);
                    }
                    return 1;
                }

                @Override
                public Digest digest() {
                    return digest;
                }

                @Override
                public void close() {
                    reset();
                }
            };
        }
    }
}
