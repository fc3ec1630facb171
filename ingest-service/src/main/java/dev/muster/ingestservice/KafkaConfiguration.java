package dev.muster.ingestservice;

import dev.muster.ingestservice.agent.kafka.ReportPublisher;
import dev.muster.ingestservice.credential.SystemCredentials;
import dev.muster.ingestservice.freshness.FreshnessTracker;
import dev.muster.ingestservice.freshness.SystemPublisher;
import dev.muster.ingestservice.freshness.kafka.HeartbeatHandler;
import dev.muster.ingestservice.freshness.kafka.HeartbeatListener;
import dev.muster.ingestservice.freshness.kafka.SystemEventPublisher;
import dev.muster.ingestservice.report.BrakeReleaser;
import dev.muster.ingestservice.report.ChangePublisher;
import dev.muster.ingestservice.report.ReportIngestion;
import dev.muster.ingestservice.report.kafka.ApplicationEventPublisher;
import dev.muster.ingestservice.report.kafka.InventoryCommandHandler;
import dev.muster.ingestservice.report.kafka.InventoryCommandListener;
import dev.muster.ingestservice.report.kafka.ReportDecoder;
import dev.muster.ingestservice.report.kafka.ReportHandler;
import dev.muster.ingestservice.report.kafka.ReportListener;
import dev.muster.ingestservice.report.kafka.ReportMetrics;
import dev.muster.messaging.consumer.BatchListeners;
import dev.muster.messaging.consumer.DeadLetterCounters;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.InputGuard;
import dev.muster.messaging.consumer.PollFailureMonitor;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.messaging.health.KafkaProbe;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.messaging.topic.TopicCreator;
import dev.muster.messaging.topic.TopicPolicy;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.transaction.support.TransactionTemplate;

/** Topics, consumers and producers of this service. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    TopicCreator topicCreator(KafkaProperties properties, TopicPolicy policy) {
        return new TopicCreator(properties.buildAdminProperties(), topics(policy));
    }

    private static List<NewTopic> topics(TopicPolicy policy) {
        return List.of(
                policy.inputRetainedFor(Topics.INVENTORY_REPORTS, Duration.ofDays(7)),
                policy.deadLettersOf(Topics.INVENTORY_REPORTS),
                policy.inputRetainedFor(Topics.INVENTORY_COMMANDS, Duration.ofDays(7)),
                policy.deadLettersOf(Topics.INVENTORY_COMMANDS),
                policy.inputRetainedFor(Topics.INVENTORY_HEARTBEATS, Duration.ofDays(1)),
                policy.deadLettersOf(Topics.INVENTORY_HEARTBEATS),
                policy.retainedFor(Topics.INVENTORY_RECEIPTS, Duration.ofDays(1)),
                policy.compacted(Topics.INVENTORY_APPLICATIONS),
                policy.compacted(Topics.INVENTORY_SYSTEMS));
    }

    @Bean
    ConsumerFactory<byte[], byte[]> consumerFactory(
            KafkaProperties properties, InputGuard guard, MeterRegistry registry) {
        ConsumerFactory<byte[], byte[]> consumers =
                BatchListeners.consumerFactory(properties.buildConsumerProperties(), guard);
        consumers.addListener(new MicrometerConsumerListener<>(registry));
        return consumers;
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> kafkaListenerContainerFactory(
            ConsumerFactory<byte[], byte[]> consumers, PollFailureMonitor failures) {
        return BatchListeners.containerFactory(consumers, failures);
    }

    @Bean
    DeadLetterCounters deadLetterCounters() {
        return new DeadLetterCounters(DeadLetterReasons.BY_TOPIC);
    }

    @Bean
    ChangePublisher changePublisher(OutboxWriter outbox, Clock clock) {
        return new ApplicationEventPublisher(outbox, clock);
    }

    @Bean
    SystemPublisher systemPublisher(OutboxWriter outbox) {
        return new SystemEventPublisher(outbox);
    }

    @Bean
    ReportListener reportListener(
            ReportIngestion ingestion,
            OutboxWriter outbox,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry,
            Clock clock) {
        ReportMetrics metrics = new ReportMetrics(registry);
        ReportHandler handler =
                new ReportHandler(new ReportDecoder(clock), ingestion, outbox, deadLetters, metrics, clock);
        return new ReportListener(
                new TransactionalBatchListener<>(
                        ReportListener.ID,
                        handler,
                        deadLetters,
                        guard.positionsOf(ReportListener.GROUP),
                        transactions,
                        registry),
                metrics);
    }

    @Bean
    InventoryCommandListener inventoryCommandListener(
            BrakeReleaser brakeReleaser,
            SystemCredentials credentials,
            FreshnessTracker freshness,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry,
            Clock clock) {
        return new InventoryCommandListener(new TransactionalBatchListener<>(
                InventoryCommandListener.ID,
                new InventoryCommandHandler(brakeReleaser, credentials, freshness, registry, clock),
                deadLetters,
                guard.positionsOf(InventoryCommandListener.GROUP),
                transactions,
                registry));
    }

    @Bean
    HeartbeatListener heartbeatListener(
            FreshnessTracker freshness,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry,
            Clock clock) {
        return new HeartbeatListener(new TransactionalBatchListener<>(
                HeartbeatListener.ID,
                new HeartbeatHandler(freshness, registry, clock),
                deadLetters,
                guard.positionsOf(HeartbeatListener.GROUP),
                transactions,
                registry));
    }

    @Bean
    KafkaProbe kafkaProbe(KafkaProperties properties) {
        return new KafkaProbe(properties.buildAdminProperties(), Topics.INVENTORY_REPORTS);
    }

    @Bean
    ReportPublisher reportPublisher(KafkaProperties properties, KafkaProbe probe, MeterRegistry registry, Clock clock) {
        return ReportPublisher.create(properties.buildProducerProperties(), clock, probe, registry);
    }
}
