package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.endtoend.FaultBench.Instance;
import dev.muster.endtoend.ServiceUnderTest.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker or the database is away, or does not answer: what health tells, and how services start and stop. */
class PeersAwayTest {

    /** As docs/operations/monitoring.md promises. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(30);
    private static final List<String> PATHS = List.of(
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/health/pipeline",
            "/actuator/prometheus");

    private final FaultBench bench = FaultBench.shared();

    @BeforeEach
    void heal() {
        bench.heal();
    }

    @AfterEach
    void reconnect() {
        bench.startBroker();
        bench.kafkaOfSecond.accept();
        bench.instances().forEach(instance -> {
            instance.database().thaw();
            instance.database().accept();
        });
    }

    @Test
    void healthAndMetricsAnswerAndAStopEndsWithADatabaseThatDoesNotAnswer() {
        List<Instance> frozen = List.of(bench.ingest1, bench.assignment1);
        // The first answer of a process loads classes.
        frozen.forEach(instance -> PATHS.forEach(path -> instance.service().status(path)));
        frozen.forEach(instance -> instance.database().freeze());

        await().atMost(NOTICED_WITHIN).until(() -> frozen.stream().noneMatch(this::isReadyAtOnce));
        for (Instance instance : frozen) {
            PATHS.forEach(path -> assertThat(answer(instance, path).status())
                    .as(instance.service().name() + path)
                    .isNotEqualTo(-1));
            assertThat(instance.service().isLive()).isTrue();
        }

        frozen.forEach(instance -> instance.service().requestStop());
        frozen.forEach(instance -> instance.service().awaitEnd(Duration.ofSeconds(30)));
    }

    @Test
    void withoutTheBrokerIngestIsNotReadyAndAssignmentIs() {
        bench.stopBroker();

        await().atMost(NOTICED_WITHIN).untilAsserted(() -> {
            assertThat(bench.ingest1.service().isReady()).isFalse();
            assertThat(bench.ingest2.service().isReady()).isFalse();
            assertThat(bench.instances())
                    .noneMatch(instance -> instance.service().isPipelineUp());
        });
        assertThat(bench.assignment1.service().isReady()).isTrue();
        assertThat(bench.assignment2.service().isReady()).isTrue();

        bench.startBroker();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> bench.instances().stream()
                        .allMatch(instance -> instance.service().isReady()
                                && instance.service().isPipelineUp()));
    }

    @Test
    void servicesThatStartBeforeTheirPeersWaitForThem() {
        List<Instance> early = List.of(bench.ingest2, bench.assignment2);
        early.forEach(instance -> instance.service().requestStop());
        early.forEach(instance -> instance.service().awaitEnd(Duration.ofSeconds(60)));
        bench.kafkaOfSecond.refuse();
        early.forEach(instance -> instance.database().refuse());
        List<Long> logged =
                early.stream().map(instance -> instance.service().logged()).toList();

        early.forEach(instance -> instance.service().start());

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (int i = 0; i < early.size(); i++) {
                ServiceUnderTest service = early.get(i).service();
                assertThat(service.isLive()).as(service.name()).isTrue();
                assertThat(service.logSince(logged.get(i))).contains("waiting for");
            }
        });
        assertThat(early).noneMatch(instance -> instance.service().isReady());

        early.forEach(instance -> instance.database().accept());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> bench.assignment2.service().isReady());
        assertThat(bench.ingest2.service().isReady()).isFalse();
        assertThat(bench.assignment2.service().isPipelineUp()).isFalse();

        bench.kafkaOfSecond.accept();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> early.stream()
                        .allMatch(instance -> instance.service().isReady()
                                && instance.service().isPipelineUp()));
    }

    private boolean isReadyAtOnce(Instance instance) {
        return answer(instance, "/actuator/health/readiness").status() == 200;
    }

    private static Answer answer(Instance instance, String path) {
        return instance.service().get(path, ANSWER_WITHIN);
    }
}
