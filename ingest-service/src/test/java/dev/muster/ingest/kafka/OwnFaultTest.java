package dev.muster.ingest.kafka;

import static dev.muster.ingest.Reports.application;
import static dev.muster.ingest.Reports.snapshot;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingest.IngestPipeline;
import dev.muster.ingest.inventory.Brake;
import dev.muster.ingest.inventory.ChangePublisher;
import dev.muster.ingest.inventory.IngestReports;
import dev.muster.ingest.inventory.InventoryStore;
import dev.muster.ingest.inventory.ReportRules;
import dev.muster.inventory.InventoryReport;
import dev.muster.outbox.OutboxWriter;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

class OwnFaultTest {

    private static final SingleObjectCodec<InventoryReport> REPORTS = SingleObjectCodec.of(InventoryReport.class);

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final String run = UUID.randomUUID().toString();
    private long offset;

    @Test
    void aRecordThatBringsOutAFaultOfOurOwnGoesToTheDeadLettersAndItsNeighboursAreTaken() {
        ReportListener listener = listenerThatFailsFor("faulty-" + run);

        listener.onPoll(List.of(recordOf("before-" + run), recordOf("faulty-" + run), recordOf("after-" + run)));

        assertThat(pipeline.applications("before-" + run)).hasSize(1);
        assertThat(pipeline.applications("after-" + run)).hasSize(1);
        await().untilAsserted(() -> assertThat(pipeline.deadLetters("faulty-" + run))
                .singleElement()
                .satisfies(letter -> assertThat(IngestPipeline.header(letter, "dead-letter-reason"))
                        .isEqualTo("internal_error")));
    }

    private ReportListener listenerThatFailsFor(String systemId) {
        ApplicationContext context = pipeline.context();
        InventoryStore store = context.getBean(InventoryStore.class);
        InventoryStore faulty = (InventoryStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {InventoryStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("makeKnown") && ((Collection<?>) arguments[0]).contains(systemId)) {
                        throw new IllegalStateException("a fault");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return new ReportListener(
                new ReportDecoder(context.getBean(ReportRules.class)),
                new IngestReports(faulty, context.getBean(ChangePublisher.class), new Brake(true)),
                context.getBean(OutboxWriter.class),
                context.getBean(TransactionTemplate.class),
                new ReportMetrics(context.getBean(MeterRegistry.class)),
                context.getBean(Clock.class));
    }

    private ConsumerRecord<byte[], byte[]> recordOf(String systemId) {
        InventoryReport report = snapshot(systemId, Instant.parse("2026-01-01T00:00:00Z"), application("a", "1"))
                .build();
        return new ConsumerRecord<>(
                Topics.INVENTORY_REPORTS, 0, offset++, systemId.getBytes(UTF_8), REPORTS.encode(report));
    }
}
