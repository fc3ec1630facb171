package dev.muster.cli.topics;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster input}. */
@Command(
        name = "input",
        description = "Manages the input offsets of the services.",
        mixinStandardHelpOptions = true,
        subcommands = InputCommand.AcknowledgeCommand.class)
public final class InputCommand implements Runnable {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    /** {@code muster input acknowledge}. */
    @Command(
            name = "acknowledge",
            description = {
                "Acknowledges that unread input of a partition was lost: the service continues at the given offset after its"
                        + " next start.",
                "All instances of the service must be stopped. Requires the ACL Read on the group and the topic."
            },
            mixinStandardHelpOptions = true)
    static final class AcknowledgeCommand implements Callable<Integer> {

        @Option(
                names = "--group",
                required = true,
                paramLabel = "GROUP",
                description = "The consumer group of the service, such as muster-assignment-commands.")
        private String group = "";

        @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic, such as assignment.commands.")
        private String topic = "";

        @Parameters(index = "1", paramLabel = "PARTITION", description = "The partition, from 0.")
        private int partition;

        @Option(
                names = "--to",
                required = true,
                paramLabel = "OFFSET",
                description =
                        "The offset to continue at: the end of the loss, as logged by the service, or a later offset.")
        private long to;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            KafkaConnection connection = kafka.connection();
            TopicPartition topicPartition = new TopicPartition(topic, partition);
            try (Admin admin = connection.admin()) {
                TopicDescription description = await(
                        connection,
                        Objects.requireNonNull(admin.describeTopics(List.of(topic))
                                .topicNameValues()
                                .get(topic)));
                if (partition < 0 || partition >= description.partitions().size()) {
                    throw CliException.usage("topic " + topic + " has partitions 0 to "
                            + (description.partitions().size() - 1) + ", not " + partition);
                }
                requireInRange(connection, admin, topicPartition);
                OffsetAndMetadata acknowledged =
                        new OffsetAndMetadata(to, "acknowledged topic_id=" + description.topicId());
                await(
                        connection,
                        admin.alterConsumerGroupOffsets(group, Map.of(topicPartition, acknowledged))
                                .all());
            }
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("group", group);
            result.put("topic", topic);
            result.put("partition", partition);
            result.put("offset", to);
            printer.print(
                    result,
                    "group " + group + " continues reading " + topicPartition + " at offset " + to
                            + " after the next start of its service; the loss stays recorded in the table input_loss");
            return 0;
        }

        private void requireInRange(KafkaConnection connection, Admin admin, TopicPartition topicPartition) {
            long start = await(
                            connection,
                            admin.listOffsets(Map.of(topicPartition, OffsetSpec.earliest()))
                                    .partitionResult(topicPartition))
                    .offset();
            long end = await(
                            connection,
                            admin.listOffsets(Map.of(topicPartition, OffsetSpec.latest()))
                                    .partitionResult(topicPartition))
                    .offset();
            if (to < start || to > end) {
                throw CliException.usage("--to must be " + start + " to " + end + ", the current range of "
                        + topicPartition + ", not " + to);
            }
        }

        private <T> T await(KafkaConnection connection, KafkaFuture<T> future) {
            try {
                return future.get(connection.timeout().toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw failure(connection, e);
            } catch (TimeoutException e) {
                throw connection.unreachable(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw connection.unreachable(e);
            }
        }

        private CliException failure(KafkaConnection connection, ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnknownMemberIdException
                    || cause instanceof IllegalGenerationException
                    || cause instanceof RebalanceInProgressException
                    || cause instanceof FencedInstanceIdException
                    || cause instanceof GroupSubscribedToTopicException) {
                return CliException.rejected(
                        "Kafka rejects the change while group " + group
                                + " has members: stop all instances of the service, wait 15 s if one was killed, and try again");
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return CliException.usage("topic " + topic + " does not exist at " + connection.bootstrapServers());
            }
            return connection.failure(cause == null ? e : cause, AclOperation.READ);
        }
    }
}
