package dev.muster.ingest.kafka;

import dev.muster.inbox.Inbox;
import dev.muster.inbox.InputGuard;
import dev.muster.inbox.KafkaProbe;
import dev.muster.inbox.MissingTopics;
import dev.muster.inbox.PollFailures;
import dev.muster.inbox.TopicPolicy;
import dev.muster.ingest.inventory.ChangeCredentials;
import dev.muster.ingest.inventory.ChangePublisher;
import dev.muster.ingest.inventory.IngestReports;
import dev.muster.ingest.inventory.ReleaseBrake;
import dev.muster.inventory.ApplicationEvent;
import dev.muster.outbox.EventTopic;
import dev.muster.outbox.OutboxWriter;
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

/** What this service reads and writes on Kafka. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    EventTopic applicationsTopic() {
        return EventTopic.of(Topics.INVENTORY_APPLICATIONS, """
                select application_id, revision from application_record
                 where application_id = any(?)
                 order by application_id
                """, ApplicationEvent.class, ApplicationEvent::getRevision);
    }

    @Bean
    MissingTopics missingTopics(KafkaProperties properties, TopicPolicy policy) {
        return new MissingTopics(properties.buildAdminProperties(), topics(policy));
    }

    private static List<NewTopic> topics(TopicPolicy policy) {
        return List.of(
                policy.inputKeptFor(Topics.INVENTORY_REPORTS, Duration.ofDays(7)),
                policy.deadLettersOf(Topics.INVENTORY_REPORTS),
                policy.inputKeptFor(Topics.INVENTORY_COMMANDS, Duration.ofDays(7)),
                policy.deadLettersOf(Topics.INVENTORY_COMMANDS),
                policy.keptFor(Topics.INVENTORY_RECEIPTS, Duration.ofDays(1)),
                policy.compacted(Topics.INVENTORY_APPLICATIONS));
    }

    @Bean
    ConsumerFactory<byte[], byte[]> consumerFactory(
            KafkaProperties properties, InputGuard guard, MeterRegistry registry) {
        ConsumerFactory<byte[], byte[]> consumers = Inbox.consumers(properties.buildConsumerProperties(), guard);
        consumers.addListener(new MicrometerConsumerListener<>(registry));
        return consumers;
    }

    @Bean
    PollFailures pollFailures(MeterRegistry registry, Clock clock) {
        return new PollFailures(registry, clock);
    }

    @Bean
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> kafkaListenerContainerFactory(
            ConsumerFactory<byte[], byte[]> consumers, PollFailures failures) {
        return Inbox.listeners(consumers, failures);
    }

    @Bean
    ChangePublisher applicationEvents(OutboxWriter outbox, Clock clock) {
        return new ApplicationEvents(outbox, clock);
    }

    @Bean
    ReportListener reportListener(
            IngestReports ingest,
            OutboxWriter outbox,
            InputGuard guard,
            TransactionTemplate transaction,
            MeterRegistry registry,
            Clock clock) {
        return new ReportListener(
                new ReportDecoder(clock),
                ingest,
                outbox,
                guard.positionsOf(ReportListener.GROUP),
                transaction,
                new ReportMetrics(registry),
                clock);
    }

    @Bean
    InventoryCommandListener inventoryCommandListener(
            ReleaseBrake releaseBrake,
            ChangeCredentials changeCredentials,
            OutboxWriter outbox,
            InputGuard guard,
            TransactionTemplate transaction,
            MeterRegistry registry,
            Clock clock) {
        return new InventoryCommandListener(
                releaseBrake,
                changeCredentials,
                outbox,
                guard.positionsOf(InventoryCommandListener.GROUP),
                transaction,
                registry,
                clock);
    }

    @Bean
    KafkaProbe kafkaProbe(KafkaProperties properties) {
        return new KafkaProbe(properties.buildAdminProperties(), Topics.INVENTORY_REPORTS);
    }

    @Bean
    ReportPublisher reportPublisher(KafkaProperties properties, KafkaProbe probe, MeterRegistry registry, Clock clock) {
        return ReportPublisher.to(properties.buildProducerProperties(), clock, probe, registry);
    }
}
