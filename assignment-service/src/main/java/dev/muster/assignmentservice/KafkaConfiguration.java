package dev.muster.assignmentservice;

import dev.muster.assignmentservice.application.ApplicationListProjection;
import dev.muster.assignmentservice.application.kafka.ApplicationKeyDecoder;
import dev.muster.assignmentservice.application.kafka.ProjectionKeyDecoder;
import dev.muster.assignmentservice.association.kafka.AssociationEvents;
import dev.muster.assignmentservice.association.kafka.AssociationRecordFormat;
import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.ReadProgress;
import dev.muster.assignmentservice.directory.kafka.DirectoryRecordDecoder;
import dev.muster.assignmentservice.directory.kafka.OutboxDirectoryPublisher;
import dev.muster.assignmentservice.kafka.CommandMetrics;
import dev.muster.assignmentservice.kafka.ListenerContainers;
import dev.muster.assignmentservice.kafka.ListenerSettings;
import dev.muster.assignmentservice.kafka.ParallelBatchListener;
import dev.muster.assignmentservice.organization.kafka.DeleteOrganizationRecordFormat;
import dev.muster.assignmentservice.organization.kafka.OrganizationEvents;
import dev.muster.assignmentservice.organization.kafka.OrganizationRecordFormat;
import dev.muster.assignmentservice.ownership.AssignmentCommandHandler;
import dev.muster.assignmentservice.ownership.Outcome;
import dev.muster.assignmentservice.ownership.OwnershipCommand;
import dev.muster.assignmentservice.ownership.kafka.AssignmentCommandDecoder;
import dev.muster.assignmentservice.ownership.kafka.OutboxOwnershipPublisher;
import dev.muster.assignmentservice.run.kafka.OutboxRuleSetPublisher;
import dev.muster.assignmentservice.run.kafka.RuleSetRecordFormat;
import dev.muster.assignmentservice.security.SecuritySettings;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.kafka.RecordAuthenticator;
import dev.muster.assignmentservice.system.SystemFreshness;
import dev.muster.assignmentservice.system.SystemStore;
import dev.muster.assignmentservice.system.kafka.SystemEvents;
import dev.muster.assignmentservice.system.kafka.SystemFreshnessDecoder;
import dev.muster.assignmentservice.system.kafka.SystemRecordFormat;
import dev.muster.assignmentservice.user.kafka.MembershipRecordFormat;
import dev.muster.assignmentservice.user.kafka.RemoveUserRecordFormat;
import dev.muster.assignmentservice.user.kafka.UserEvents;
import dev.muster.messaging.consumer.BatchHandler;
import dev.muster.messaging.consumer.DeadLetterCounters;
import dev.muster.messaging.consumer.DeadLetterWriter;
import dev.muster.messaging.consumer.InputGuard;
import dev.muster.messaging.consumer.PollFailureMonitor;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.TransactionalBatchListener;
import dev.muster.messaging.health.KafkaProbe;
import dev.muster.messaging.outbox.OutboxWriter;
import dev.muster.messaging.topic.TopicCreator;
import dev.muster.messaging.topic.TopicPolicy;
import dev.muster.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the Kafka listeners and publishers. Each listener has its own consumer group. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    /** The listener that applies inventory changes to ownerships. */
    static final String APPLICATIONS = "applications";

    @Bean
    TopicCreator topicCreator(KafkaProperties properties, TopicPolicy policy) {
        return new TopicCreator(properties.buildAdminProperties(), AssignmentTopics.all(policy));
    }

    @Bean
    KafkaProbe kafkaProbe(KafkaProperties properties) {
        return new KafkaProbe(properties.buildAdminProperties(), null);
    }

    @Bean
    CommandMetrics commandMetrics(MeterRegistry registry) {
        return new CommandMetrics(
                registry,
                Stream.concat(names(Outcome.Status.values()), Stream.of(CommandMetrics.REPEATED))
                        .toList(),
                names(DirectoryOutcome.Status.values()).toList());
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name);
    }

    @Bean
    DeadLetterCounters deadLetterCounters() {
        return new DeadLetterCounters(DeadLetterReasons.BY_TOPIC);
    }

    @Bean
    OutboxOwnershipPublisher ownershipPublisher(OutboxWriter outbox, CommandMetrics metrics) {
        return new OutboxOwnershipPublisher(outbox, metrics);
    }

    @Bean
    OutboxDirectoryPublisher directoryPublisher(
            OutboxWriter outbox, DeadLetterWriter deadLetters, CommandMetrics meters) {
        return new OutboxDirectoryPublisher(
                outbox,
                deadLetters,
                meters,
                List.of(
                        OrganizationEvents.encoder(),
                        UserEvents.userEncoder(),
                        UserEvents.membershipEncoder(),
                        SystemEvents.encoder(),
                        AssociationEvents.encoder()));
    }

    @Bean
    OutboxRuleSetPublisher ruleSetPublisher(OutboxWriter outbox) {
        return new OutboxRuleSetPublisher(outbox);
    }

    @Bean
    RecordAuthenticator recordAuthenticator(TokenVerifier tokens, SecuritySettings settings) {
        return new RecordAuthenticator(tokens, settings.commandsRequireToken());
    }

    @Bean
    DirectoryRecordDecoder directoryRecordDecoder(RecordAuthenticator authenticator, Clock clock) {
        return new DirectoryRecordDecoder(
                List.of(
                        new OrganizationRecordFormat(),
                        new DeleteOrganizationRecordFormat(),
                        new MembershipRecordFormat(),
                        new RemoveUserRecordFormat(),
                        new AssociationRecordFormat(),
                        new SystemRecordFormat(),
                        new RuleSetRecordFormat()),
                authenticator,
                clock);
    }

    @Bean
    ListenerContainers listenerContainers(
            KafkaProperties properties,
            InputGuard guard,
            ListenerSettings settings,
            PollFailureMonitor failures,
            MeterRegistry registry) {
        return new ListenerContainers(properties.buildConsumerProperties(), guard, settings, failures, registry);
    }

    /** How far all partitions were read: parked commands wait for records of other partitions. */
    @Bean
    ReadProgress directoryProgress(InputGuard guard) {
        return () -> guard.readUpTo(ListenerContainers.groupOf("directory-commands"), Topics.DIRECTORY_COMMANDS);
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> assignmentCommandListener(
            ListenerContainers containers,
            AssignmentCommandHandler handler,
            RecordAuthenticator authenticator,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry,
            Clock clock) {
        String name = "assignment-commands";
        ReadPositions positions = guard.positionsOf(ListenerContainers.groupOf(name));
        BatchHandler<OwnershipCommand> commands =
                BatchHandler.of(new AssignmentCommandDecoder(authenticator, clock), handler::decide);
        return containers.create(
                name,
                Topics.ASSIGNMENT_COMMANDS,
                new ParallelBatchListener(
                        new TransactionalBatchListener<>(
                                name, commands, deadLetters, positions, transactions, registry),
                        new TransactionalBatchListener<>(
                                name, commands, deadLetters, ReadPositions.NONE, transactions, registry),
                        positions,
                        new SimpleAsyncTaskExecutor(name + "-half-")));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> directoryCommandListener(
            ListenerContainers containers,
            DirectoryRecordDecoder decoder,
            DirectoryCommandHandler handler,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry) {
        String name = "directory-commands";
        return containers.create(
                name,
                Topics.DIRECTORY_COMMANDS,
                new TransactionalBatchListener<>(
                        name,
                        BatchHandler.of(decoder, handler::apply),
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        registry));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> applicationListener(
            ListenerContainers containers,
            AssignmentCommandHandler handler,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry) {
        String name = APPLICATIONS;
        return containers.create(
                name,
                Topics.INVENTORY_APPLICATIONS,
                new TransactionalBatchListener<>(
                        name,
                        BatchHandler.of(new ApplicationKeyDecoder(), handler::handleChanges),
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        registry));
    }

    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> systemListener(
            ListenerContainers containers,
            SystemStore systems,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry) {
        String name = "systems";
        return containers.create(
                name,
                Topics.INVENTORY_SYSTEMS,
                new TransactionalBatchListener<>(
                        name,
                        BatchHandler.of(new SystemFreshnessDecoder(), states -> systems.saveStates(lastOfEach(states))),
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        registry));
    }

    private static Collection<SystemFreshness> lastOfEach(List<SystemFreshness> states) {
        Map<String, SystemFreshness> last = new LinkedHashMap<>();
        states.forEach(state -> last.put(state.systemId(), state));
        return last.values();
    }

    /** A separate listener, so that commands waiting for an application do not wait for the list projection. */
    @Bean
    ConcurrentMessageListenerContainer<byte[], byte[]> applicationListListener(
            ListenerContainers containers,
            ApplicationListProjection lists,
            DeadLetterWriter deadLetters,
            InputGuard guard,
            TransactionTemplate transactions,
            MeterRegistry registry) {
        String name = "application-lists";
        return containers.create(
                name,
                Topics.INVENTORY_APPLICATIONS,
                new TransactionalBatchListener<>(
                        name,
                        BatchHandler.of(new ProjectionKeyDecoder(), lists::update),
                        deadLetters,
                        guard.positionsOf(ListenerContainers.groupOf(name)),
                        transactions,
                        registry));
    }
}
