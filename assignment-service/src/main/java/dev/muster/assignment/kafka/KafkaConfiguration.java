package dev.muster.assignment.kafka;

import dev.muster.assignment.access.SecuritySettings;
import dev.muster.assignment.access.VerifyTokens;
import dev.muster.assignment.applications.ListedApplications;
import dev.muster.assignment.directory.ChangeDirectory;
import dev.muster.assignment.directory.ReadProgress;
import dev.muster.assignment.ownership.DecideCommands;
import dev.muster.inbox.InputGuard;
import dev.muster.inbox.KafkaProbe;
import dev.muster.inbox.MissingTopics;
import dev.muster.inbox.PollFailures;
import dev.muster.inbox.ReadPositions;
import dev.muster.inbox.TopicPolicy;
import dev.muster.outbox.EventTopic;
import dev.muster.outbox.OutboxWriter;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/** What this service reads and writes on Kafka. Each listener has a consumer group of its own. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** The listener that decides what follows from inventory. */
    static final String APPLICATIONS = "applications";

    @Bean
    List<EventTopic> eventTopics() {
        return EventTopics.ALL;
    }

    @Bean
    MissingTopics missingTopics(KafkaProperties properties, TopicPolicy policy) {
        return new MissingTopics(properties.buildAdminProperties(), AssignmentTopics.all(policy));
    }

    @Bean
    KafkaProbe kafkaProbe(KafkaProperties properties) {
        return new KafkaProbe(properties.buildAdminProperties(), null);
    }

    @Bean
    CommandMeters commandMeters(MeterRegistry registry) {
        return new CommandMeters(registry);
    }

    @Bean
    DeadLetterWriter deadLetterWriter(OutboxWriter outbox, CommandMeters meters, Clock clock) {
        return new DeadLetterWriter(outbox, meters, clock);
    }

    @Bean
    OutboxOwnershipPublisher ownershipPublisher(OutboxWriter outbox, CommandMeters meters) {
        return new OutboxOwnershipPublisher(outbox, meters);
    }

    @Bean
    OutboxDirectoryPublisher directoryPublisher(
            OutboxWriter outbox, DeadLetterWriter deadLetters, CommandMeters meters) {
        return new OutboxDirectoryPublisher(outbox, deadLetters, meters);
    }

    @Bean
    RecordCallers recordCallers(VerifyTokens tokens, SecuritySettings settings) {
        return new RecordCallers(tokens, settings.commandsRequireToken());
    }

    @Bean
    DirectoryRecordDecoder directoryRecordDecoder(RecordCallers callers, Clock clock) {
        return new DirectoryRecordDecoder(
                List.of(
                        new OrganizationRecords(),
                        new MembershipRecords(),
                        new AssociationRecords(),
                        new SystemRecords()),
                callers,
                clock);
    }

    @Bean
    ListenerContainers listenerContainers(
            KafkaProperties properties,
            InputGuard guard,
            ListenerSettings settings,
            PollFailures failures,
            MeterRegistry registry) {
        return new ListenerContainers(properties.buildConsumerProperties(), guard, settings, failures, registry);
    }

    /** Where parked commands are concerned, which wait for what other partitions tell. */
    @Bean
    ReadProgress directoryProgress(InputGuard guard) {
        return () -> guard.readUpTo(ListenerContainers.groupOf("directory-commands"), Topics.DIRECTORY_COMMANDS);
    }

    @Bean
    PollFailures pollFailures(MeterRegistry registry, Clock clock) {
        return new PollFailures(registry, clock);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> assignmentCommandListener(
            ListenerContainers containers,
            DecideCommands handler,
            RecordCallers callers,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            CommandMeters meters,
            Clock clock) {
        String name = "assignment-commands";
        ReadPositions positions = guard.positionsOf(ListenerContainers.groupOf(name));
        AssignmentCommandDecoder decoder = new AssignmentCommandDecoder(callers, clock);
        return containers.create(
                name,
                Topics.ASSIGNMENT_COMMANDS,
                new PollInHalves(
                        new RecordBatchListener<>(
                                name, decoder, handler::decide, deadLetters, positions, transactions, meters),
                        new RecordBatchListener<>(
                                name, decoder, handler::decide, deadLetters, ReadPositions.NONE, transactions, meters),
                        positions,
                        new SimpleAsyncTaskExecutor(name + "-half-")));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> directoryCommandListener(
            ListenerContainers containers,
            DirectoryRecordDecoder decoder,
            ChangeDirectory handler,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            CommandMeters meters) {
        String name = "directory-commands";
        return containers.create(
                name,
                Topics.DIRECTORY_COMMANDS,
                new RecordBatchListener<>(
                        name,
                        decoder,
                        handler::apply,
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        meters));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> applicationListener(
            ListenerContainers containers,
            DecideCommands handler,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            CommandMeters meters) {
        String name = APPLICATIONS;
        return containers.create(
                name,
                Topics.INVENTORY_APPLICATIONS,
                new RecordBatchListener<>(
                        name,
                        new ApplicationKeyDecoder(),
                        handler::follow,
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        meters));
    }

    /** Apart from the listener above, so that commands that wait for an application do not wait for lists too. */
    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> applicationListListener(
            ListenerContainers containers,
            ListedApplications lists,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            CommandMeters meters) {
        String name = "application-lists";
        return containers.create(
                name,
                Topics.INVENTORY_APPLICATIONS,
                new RecordBatchListener<>(
                        name,
                        new ListedKeyDecoder(),
                        lists::follow,
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        meters));
    }
}
