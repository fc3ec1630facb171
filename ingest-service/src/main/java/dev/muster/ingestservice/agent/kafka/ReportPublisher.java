package dev.muster.ingestservice.agent.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.ingestservice.agent.HeartbeatGateway;
import dev.muster.ingestservice.agent.ReportGateway;
import dev.muster.ingestservice.agent.ReportNotAcknowledgedException;
import dev.muster.ingestservice.report.EncodedApplication;
import dev.muster.ingestservice.report.InvalidReportException;
import dev.muster.ingestservice.report.ReceivedReport;
import dev.muster.ingestservice.report.ReportHeader;
import dev.muster.ingestservice.report.ReportRules;
import dev.muster.ingestservice.report.ReportedAttributes;
import dev.muster.ingestservice.report.kafka.ReportDecoder;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportScope;
import dev.muster.inventory.ReportedApplication;
import dev.muster.inventory.SystemHeartbeat;
import dev.muster.messaging.consumer.DecodedRecord;
import dev.muster.messaging.health.KafkaProbe;
import dev.muster.messaging.outbox.OutboxProducer;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerProducerListener;

/**
 * Publishes reports that were uploaded by HTTP, and signs of life. Each report is first validated by the decoder that reads it from the topic,
 * so that the sender gets the error instead of a dead letter.
 */
public final class ReportPublisher implements ReportGateway, HeartbeatGateway, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReportPublisher.class);

    /** Wait for metadata and for space in the producer's buffer. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(5);

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final long BUFFER_BYTES = 64L * 1024 * 1024;

    private final SingleObjectCodec<InventoryReport> codec = SingleObjectCodec.of(InventoryReport.class);
    private final SingleObjectCodec<SystemHeartbeat> heartbeats = SingleObjectCodec.of(SystemHeartbeat.class);
    private final Clock clock;
    private final ReportDecoder decoder;
    private final KafkaProbe probe;
    private final DefaultKafkaProducerFactory<byte[], byte[]> producers;
    private final KafkaTemplate<byte[], byte[]> kafka;

    private ReportPublisher(DefaultKafkaProducerFactory<byte[], byte[]> producers, Clock clock, KafkaProbe probe) {
        this.producers = producers;
        this.clock = clock;
        this.probe = probe;
        decoder = new ReportDecoder(clock);
        kafka = new KafkaTemplate<>(producers);
    }

    /**
     * Creates a publisher.
     *
     * @param connection producer properties with the bootstrap servers and the security settings
     */
    public static ReportPublisher create(
            Map<String, Object> connection, Clock clock, KafkaProbe probe, MeterRegistry registry) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY_TIMEOUT.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, OutboxProducer.MAX_MESSAGE_BYTES);
        DefaultKafkaProducerFactory<byte[], byte[]> producers =
                new DefaultKafkaProducerFactory<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        producers.addListener(new MicrometerProducerListener<>(registry));
        // A report that is not acknowledged by then was not accepted with 202.
        producers.setPhysicalCloseTimeout((int) CLOSE_TIMEOUT.toSeconds());
        return new ReportPublisher(producers, clock, probe);
    }

    @Override
    public void publish(ReportHeader header, List<dev.muster.ingestservice.report.ReportedApplication> applications)
            throws InvalidReportException {
        byte[] key = header.systemId().getBytes(UTF_8);
        byte[] value = codec.encode(reportOf(header, applications));
        check(asReceived(key, value));
        checkTimeOf(send(Topics.INVENTORY_REPORTS, header.systemId(), value), header);
    }

    @Override
    public Instant publishHeartbeat(String systemId) {
        byte[] value = heartbeats.encode(new SystemHeartbeat(systemId));
        return Instant.ofEpochMilli(
                send(Topics.INVENTORY_HEARTBEATS, systemId, value).timestamp());
    }

    private RecordMetadata send(String topic, String systemId, byte[] value) {
        try {
            RecordMetadata published = kafka.send(new ProducerRecord<>(topic, systemId.getBytes(UTF_8), value))
                    .get(MAX_BLOCK.plus(DELIVERY_TIMEOUT).toMillis(), TimeUnit.MILLISECONDS)
                    .getRecordMetadata();
            probe.onSendSuccess();
            return published;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReportNotAcknowledgedException(e);
        } catch (ExecutionException | TimeoutException | KafkaException | org.springframework.kafka.KafkaException e) {
            probe.onSendFailure(rootCauseOf(e));
            log.warn(
                    "record was not acknowledged topic={} system={} cause={}",
                    topic,
                    systemId,
                    rootCauseOf(e).toString());
            throw new ReportNotAcknowledgedException(e);
        }
    }

    /** The record as it will be consumed, with the current time as its timestamp. */
    private ConsumerRecord<byte[], byte[]> asReceived(byte[] key, byte[] value) {
        return new ConsumerRecord<>(
                Topics.INVENTORY_REPORTS,
                0,
                0,
                clock.millis(),
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** The record is validated by the broker's time: a report that will become a dead letter is not acknowledged. */
    private static void checkTimeOf(RecordMetadata published, ReportHeader header) {
        try {
            ReportRules.check(header, Instant.ofEpochMilli(published.timestamp()));
        } catch (InvalidReportException e) {
            log.error(
                    "report was not acknowledged system={}: the clock of this service is more than 10 minutes ahead of the"
                            + " broker's clock, broker_time={}",
                    header.systemId(),
                    Instant.ofEpochMilli(published.timestamp()));
            throw new ReportNotAcknowledgedException(e);
        }
    }

    private void check(ConsumerRecord<byte[], byte[]> record) throws InvalidReportException {
        DecodedRecord<ReceivedReport> decoded = decoder.decode(record);
        if (decoded.rejection() != null) {
            throw new InvalidReportException(
                    decoded.rejection().reason(), decoded.rejection().message());
        }
        for (EncodedApplication application : decoded.validValue().applications()) {
            application.decode();
        }
    }

    private static Throwable rootCauseOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static InventoryReport reportOf(
            ReportHeader header, List<dev.muster.ingestservice.report.ReportedApplication> applications) {
        return InventoryReport.newBuilder()
                .setReportId(header.key().reportId())
                .setSystemId(header.systemId())
                .setCollector(header.collector())
                .setCollectedAt(header.key().collectedAt())
                .setSequence(header.key().sequence())
                .setScope(header.snapshot() ? ReportScope.SNAPSHOT : ReportScope.PARTIAL)
                .setReceipt(header.receiptRequested())
                .setApplications(applications.stream()
                        .map(application -> applicationOf(application.moduleId(), application.attributes()))
                        .toList())
                .build();
    }

    private static ReportedApplication applicationOf(String moduleId, ReportedAttributes attributes) {
        return new ReportedApplication(
                moduleId,
                attributes.instanceOf(),
                attributes.name(),
                attributes.source(),
                attributes.displayName(),
                attributes.version(),
                attributes.nodeId(),
                attributes.nodeLabel(),
                attributes.url(),
                attributes.userFacing(),
                attributes.inventoryData(),
                attributes.backupData(),
                attributes.servicesData());
    }

    @Override
    public void close() {
        producers.destroy();
    }
}
