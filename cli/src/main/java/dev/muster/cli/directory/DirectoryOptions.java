package dev.muster.cli.directory;

import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.RequestReply;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.directory.DirectoryCause;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Options shared by all commands about the directory; publishes the command and prints its event. */
final class DirectoryOptions {

    /**
     * What all kinds of commands have.
     *
     * @param commandId the idempotency key
     */
    record Head(UUID commandId, Instant issuedAt, String issuedBy) {}

    /**
     * A kind of event that answers a command.
     *
     * @param line formats it
     */
    record Reply<E extends SpecificRecord>(
            String topic, Class<E> type, Function<E, DirectoryCause> cause, Function<E, String> line) {}

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Issuer of the command. Default: the current user.")
    private String issuedBy = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    /**
     * Publishes the command that the function makes, and prints its event.
     *
     * @param key the key of the command and, in messages, what it is about
     * @param awaited the organization that the command waits for while it is not registered; null for none
     */
    <C extends SpecificRecord, E extends SpecificRecord> int publish(
            String key, Class<C> type, Function<Head, C> makeCommand, Reply<E> reply, @Nullable String awaited) {
        Head head = new Head(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), issuedBy);
        KafkaConnection connection = kafka.connection();
        try (RequestReply<E> exchange =
                RequestReply.open(connection, Topics.DIRECTORY_COMMANDS, reply.topic(), reply.type())) {
            Optional<E> event = exchange.requestChange(
                    key,
                    SingleObjectCodec.of(type).encode(makeCommand.apply(head)),
                    kafka.token(),
                    change -> reply.cause().apply(change).getCommandId().equals(head.commandId()));
            event.ifPresentOrElse(
                    change -> printer.print(change, reply.line().apply(change)),
                    () -> printWithoutEvent(connection, key, awaited));
            return ExitCode.OK;
        }
    }

    /** As {@link #publish}, for a command with an event for each change: prints them all, as JSON in one array. */
    <C extends SpecificRecord, E extends SpecificRecord> int publishAll(
            String key, Class<C> type, Function<Head, C> makeCommand, Reply<E> reply) {
        Head head = new Head(UUID.randomUUID(), Instant.now().truncatedTo(ChronoUnit.MICROS), issuedBy);
        KafkaConnection connection = kafka.connection();
        try (RequestReply<E> exchange =
                RequestReply.open(connection, Topics.DIRECTORY_COMMANDS, reply.topic(), reply.type())) {
            List<E> events = exchange.requestChanges(
                    key,
                    SingleObjectCodec.of(type).encode(makeCommand.apply(head)),
                    kafka.token(),
                    change -> reply.cause().apply(change).getCommandId().equals(head.commandId()));
            if (printer.isJson()) {
                ArrayNode all = RecordJson.MAPPER.createArrayNode();
                events.forEach(event -> all.add(RecordJson.of(event)));
                printer.line(all.toPrettyString());
            } else if (events.isEmpty()) {
                printWithoutEvent(connection, key, null);
            } else {
                events.forEach(event -> printer.row(reply.line().apply(event)));
            }
            return ExitCode.OK;
        }
    }

    /** Without an event nothing has changed or, if the awaited organization is not registered, the command waits. */
    private void printWithoutEvent(KafkaConnection connection, String key, @Nullable String awaited) {
        boolean waits = awaited != null && !isRegistered(connection, awaited);
        ObjectNode result = RecordJson.MAPPER.createObjectNode();
        result.put("status", waits ? "WAITING" : "UNCHANGED");
        result.put("key", key);
        String organization = key.equals(awaited) ? "its parent" : "organization " + awaited;
        printer.print(
                result,
                waits
                        ? "WAITING: " + key + " will be "
                                + (key.equals(awaited) ? "registered" : "changed") + " once " + organization
                                + " is registered; if it is never registered, the command becomes a dead letter"
                        : "UNCHANGED: " + key + " already has these values");
    }

    private static boolean isRegistered(KafkaConnection connection, String organizationId) {
        Set<String> keys = new HashSet<>();
        try (TopicReader reader = TopicReader.fromBeginning(connection, List.of(Topics.DIRECTORY_ORGANIZATIONS))) {
            reader.readToEnd(record -> {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() == null) {
                    keys.remove(key);
                } else {
                    keys.add(key);
                }
            });
        }
        return keys.contains(organizationId);
    }
}
