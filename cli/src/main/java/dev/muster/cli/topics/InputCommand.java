package dev.muster.cli.topics;

import dev.muster.cli.failure.CliException;
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

/** {@code muster input}. */
@Command(
        name = "input",
        description = "What the services read from Kafka.",
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
                "Acknowledges that input of a partition was lost before it was read: the service reads on at the given offset"
                        + " when it starts.",
                "All instances of the service have to be stopped. It needs the right Read on the group and on the topic."
            },
            mixinStandardHelpOptions = true)
    static final class AcknowledgeCommand implements Callable<Integer> {

        @Spec
        private CommandSpec command = CommandSpec.create();

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
                        "Where reading goes on: the end of the loss, as the service told it, or an offset behind it.")
        private long to;

        @Mixin
        private KafkaOptions kafka = new KafkaOptions();

        @Override
        public Integer call() {
            KafkaConnection connection = kafka.connection();
            TopicPartition place = new TopicPartition(topic, partition);
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
                requireInRange(connection, admin, place);
                OffsetAndMetadata acknowledged =
                        new OffsetAndMetadata(to, "acknowledged topic_id=" + description.topicId());
                await(
                        connection,
                        admin.alterConsumerGroupOffsets(group, Map.of(place, acknowledged))
                                .all());
            }
            command.commandLine()
                    .getOut()
                    .println("group " + group + " reads " + place + " on at offset " + to
                            + " when its service starts; the loss stays recorded in the service's table input_loss");
            command.commandLine().getOut().flush();
            return 0;
        }

        private void requireInRange(KafkaConnection connection, Admin admin, TopicPartition place) {
            long begin = await(
                            connection,
                            admin.listOffsets(Map.of(place, OffsetSpec.earliest()))
                                    .partitionResult(place))
                    .offset();
            long end = await(
                            connection,
                            admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                                    .partitionResult(place))
                    .offset();
            if (to < begin || to > end) {
                throw CliException.usage(
                        "--to must be " + begin + " to " + end + ", which " + place + " has now, not " + to);
            }
        }

        private <T> T await(KafkaConnection connection, KafkaFuture<T> answer) {
            try {
                return answer.get(connection.timeout().toMillis(), TimeUnit.MILLISECONDS);
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
                return CliException.no(
                        "Kafka refuses it while group " + group
                                + " has members: stop all instances of the service, wait 15 s if one was killed, and run it again");
            }
            if (cause instanceof UnknownTopicOrPartitionException) {
                return CliException.usage("there is no topic " + topic + " at " + connection.bootstrapServers());
            }
            return connection.failure(e);
        }
    }
}
