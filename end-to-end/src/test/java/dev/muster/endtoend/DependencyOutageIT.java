package dev.muster.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.endtoend.FaultTestCluster.Instance;
import dev.muster.endtoend.ServiceUnderTest.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Health, startup and shutdown while the broker or the database is unavailable or not responding. */
@ResourceLock(FaultTestCluster.SECOND_LOCK)
class DependencyOutageIT {

    /** Documented in README and docs/operations. */
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration DETECTION_TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> PATHS = List.of(
            "/actuator/health/liveness",
            "/actuator/health/readiness",
            "/actuator/health/pipeline",
            "/actuator/prometheus");

    private final FaultTestCluster cluster = FaultTestCluster.shared(FaultTestCluster.SECOND_LOCK);

    @BeforeEach
    void heal() {
        cluster.heal();
    }

    @AfterEach
    void reconnect() {
        cluster.startBroker();
        cluster.secondKafkaProxy.accept();
        cluster.instances().forEach(instance -> {
            instance.database().thaw();
            instance.database().accept();
        });
    }

    @Test
    void healthMetricsAndShutdownWorkWithAFrozenDatabase() {
        List<Instance> frozen = List.of(cluster.ingest1, cluster.assignment1);
        // The first request of a process loads classes.
        frozen.forEach(instance -> PATHS.forEach(path -> instance.service().status(path)));
        frozen.forEach(instance -> instance.database().freeze());

        await().atMost(DETECTION_TIMEOUT).until(() -> frozen.stream().noneMatch(this::isReadyImmediately));
        for (Instance instance : frozen) {
            PATHS.forEach(path -> assertThat(answer(instance, path).status())
                    .as(instance.service().name() + path)
                    .isNotEqualTo(-1));
            assertThat(instance.service().isLive()).isTrue();
        }

        frozen.forEach(instance -> instance.service().requestStop());
        frozen.forEach(instance -> instance.service().awaitExit(Duration.ofSeconds(30)));
    }

    @Test
    void withoutBrokerOnlyAssignmentIsReady() {
        cluster.stopBroker();

        await().atMost(DETECTION_TIMEOUT).untilAsserted(() -> {
            assertThat(cluster.ingest1.service().isReady()).isFalse();
            assertThat(cluster.ingest2.service().isReady()).isFalse();
            assertThat(cluster.instances())
                    .noneMatch(instance -> instance.service().isPipelineUp());
        });
        assertThat(cluster.assignment1.service().isReady()).isTrue();
        assertThat(cluster.assignment2.service().isReady()).isTrue();

        cluster.startBroker();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> cluster.instances().stream()
                        .allMatch(instance -> instance.service().isReady()
                                && instance.service().isPipelineUp()));
    }

    @Test
    void servicesWaitForKafkaAndTheDatabaseAtStart() {
        List<Instance> waiting = List.of(cluster.ingest2, cluster.assignment2);
        waiting.forEach(instance -> instance.service().requestStop());
        waiting.forEach(instance -> instance.service().awaitExit(Duration.ofSeconds(60)));
        cluster.secondKafkaProxy.refuse();
        waiting.forEach(instance -> instance.database().refuse());
        List<Long> logLength =
                waiting.stream().map(instance -> instance.service().logLength()).toList();

        waiting.forEach(instance -> instance.service().start());

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            for (int i = 0; i < waiting.size(); i++) {
                ServiceUnderTest service = waiting.get(i).service();
                assertThat(service.isLive()).as(service.name()).isTrue();
                assertThat(service.logSince(logLength.get(i))).contains("waiting for");
            }
        });
        assertThat(waiting).noneMatch(instance -> instance.service().isReady());

        waiting.forEach(instance -> instance.database().accept());
        await().atMost(Duration.ofMinutes(1))
                .until(() -> cluster.assignment2.service().isReady());
        assertThat(cluster.ingest2.service().isReady()).isFalse();
        assertThat(cluster.assignment2.service().isPipelineUp()).isFalse();

        cluster.secondKafkaProxy.accept();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> waiting.stream()
                        .allMatch(instance -> instance.service().isReady()
                                && instance.service().isPipelineUp()));
    }

    private boolean isReadyImmediately(Instance instance) {
        return answer(instance, "/actuator/health/readiness").status() == 200;
    }

    private static Response answer(Instance instance, String path) {
        return instance.service().get(path, RESPONSE_TIMEOUT);
    }
}
