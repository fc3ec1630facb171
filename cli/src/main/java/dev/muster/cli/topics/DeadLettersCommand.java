package dev.muster.cli.topics;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.DeadLetter;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TokenHeader;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster dead-letters}. */
@Command(
        name = "dead-letters",
        description = {
            "Lists dead letters; --replay publishes them again to their original topic.",
            "Commands are replayed with MUSTER_TOKEN, or the token of the context, because dead letters do not contain"
                    + " tokens: they are decided with your rights.",
            "Replayed dead letters stay listed until their retention of 30 days ends."
        },
        mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Callable<Integer> {

    private static final List<String> INPUTS = List.of(
            Topics.INVENTORY_REPORTS,
            Topics.INVENTORY_COMMANDS,
            Topics.INVENTORY_HEARTBEATS,
            Topics.INVENTORY_APPLICATIONS,
            Topics.INVENTORY_SYSTEMS,
            Topics.ASSIGNMENT_COMMANDS,
            Topics.DIRECTORY_COMMANDS);

    private static final Set<String> COMMANDS = Set.of(Topics.ASSIGNMENT_COMMANDS, Topics.DIRECTORY_COMMANDS);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "The original topic, such as inventory.reports. Default: all topics.")
    private @Nullable String topic;

    @Option(
            names = "--replay",
            paramLabel = "WHICH",
            split = ",",
            description = {
                "Dead letters of the TOPIC to replay: comma-separated PARTITION/OFFSET as listed, or all.",
                "all leaves out commands that were refused for lack of rights (credentials_*, access_denied,"
                        + " permission_missing), rule sets and deletions of organizations: name these one by one."
            })
    private List<String> replay = List.of();

    @Option(names = "--yes", description = "Replay without a question. all requires it where there is no terminal.")
    private boolean yes;

    @Option(names = "--dry-run", description = "With --replay: print what would be replayed, and publish nothing.")
    private boolean dryRun;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private Printer printer = new Printer();

    @Override
    public Integer call() {
        if (replay.isEmpty()) {
            requireNoReplayOption();
            list(kafka.connection());
            return ExitCode.OK;
        }
        if (topic == null) {
            throw CliException.usage("--replay requires the TOPIC, such as muster dead-letters "
                    + Topics.DIRECTORY_COMMANDS + " --replay " + TerminalText.inLine(String.join(",", replay)));
        }
        ReplaySelection selection = ReplaySelection.of(replay);
        KafkaConnection connection = kafka.connection();
        read(connection, selection::consider);
        selection.requireAllFound();
        summarize(connection, selection);
        if (dryRun) {
            read(connection, letter -> printIfReplayable(selection, letter));
            return ExitCode.OK;
        }
        if (selection.count() > 0 && !isConfirmed(selection)) {
            printer.note("nothing was replayed");
            return ExitCode.REJECTED;
        }
        replay(connection, selection);
        return ExitCode.OK;
    }

    private void requireNoReplayOption() {
        if (yes || dryRun) {
            throw CliException.usage((yes ? "--yes" : "--dry-run") + " requires --replay");
        }
    }

    private void list(KafkaConnection connection) {
        int[] count = {0};
        read(connection, letter -> {
            printer.line(printer.isJson() ? json(letter).toString() : describe(letter));
            count[0]++;
        });
        if (!printer.isJson()) {
            printer.line(count[0] + (count[0] == 1 ? " dead letter" : " dead letters"));
        }
    }

    private void summarize(KafkaConnection connection, ReplaySelection selection) {
        String rights = COMMANDS.contains(originalTopic())
                ? token().isPresent() ? ", with the rights of your token" : ", without a token"
                : "";
        printer.note((dryRun ? "would replay " : "to replay: ") + selection.summary() + " of " + originalTopic()
                + " at " + connection.bootstrapServers() + rights);
        selection.leftOut().ifPresent(printer::note);
    }

    /** Without a terminal, positions that were named one by one need no further confirmation. */
    private boolean isConfirmed(ReplaySelection selection) {
        Terminal terminal = Invocation.of(command).terminal();
        if (yes) {
            return true;
        }
        if (terminal.isInteractive()) {
            return terminal.confirms("Replay " + selection.count() + "?");
        }
        if (selection.isAll()) {
            throw CliException.usage(
                    "--replay all asks first, and there is no terminal: look at --dry-run, then add --yes");
        }
        return true;
    }

    private void printIfReplayable(ReplaySelection selection, DeadLetter letter) {
        if (selection.includes(letter)) {
            printer.line(printer.isJson() ? json(letter).toString() : describe(letter));
        }
    }

    private void replay(KafkaConnection connection, ReplaySelection selection) {
        int[] count = {0};
        Optional<MusterToken> token = token();
        try (Publisher publisher = Publisher.open(connection)) {
            read(connection, letter -> {
                if (selection.includes(letter)) {
                    count[0] += replay(publisher, letter, token) ? 1 : 0;
                }
            });
        }
        if (!printer.isJson()) {
            printer.line(count[0] + " replayed");
        }
    }

    private boolean replay(Publisher publisher, DeadLetter letter, Optional<MusterToken> token) {
        String problem = problem(letter);
        RecordMetadata sent = problem == null ? publisher.publish(original(letter, token)) : null;
        if (printer.isJson()) {
            ObjectNode line = json(letter);
            line.put("replayed_as", sent == null ? null : sent.toString());
            printer.line(line.toString());
        } else {
            printer.line(letter.record().topic() + " " + letter.position()
                    + (sent == null ? " cannot be replayed: " + problem : " replayed as " + sent));
        }
        return sent != null;
    }

    private @Nullable String problem(DeadLetter letter) {
        if (letter.isOmitted()) {
            return "its value was too large and was omitted";
        }
        return letter.originalTopic().equals(originalTopic())
                ? null
                : "it names another topic, " + TerminalText.inLine(letter.originalTopic());
    }

    /** The original record; commands get the current token, because dead letters do not contain tokens. */
    private static ProducerRecord<byte[], byte[]> original(DeadLetter letter, Optional<MusterToken> token) {
        ProducerRecord<byte[], byte[]> original = letter.original();
        if (COMMANDS.contains(original.topic())) {
            token.ifPresent(present -> TokenHeader.add(original, present));
        }
        return original;
    }

    private Optional<MusterToken> token() {
        return COMMANDS.contains(originalTopic()) ? kafka.token() : Optional.empty();
    }

    /** The topic of a replay, whichever of its two names was given. */
    private String originalTopic() {
        String name = topic == null ? "" : topic;
        return DeadLetter.isDeadLetterTopic(name)
                ? name.substring(0, name.length() - Topics.deadLettersOf("").length())
                : name;
    }

    /** Streams the dead letters, because there may be many large ones. */
    private void read(KafkaConnection connection, Consumer<DeadLetter> action) {
        List<String> topics = (topic == null ? INPUTS : List.of(topic))
                .stream()
                        .map(name -> DeadLetter.isDeadLetterTopic(name) ? name : Topics.deadLettersOf(name))
                        .toList();
        try (TopicReader reader = TopicReader.fromBeginning(connection, topics)) {
            reader.readToEnd(record -> action.accept(DeadLetter.of(record)));
        }
    }

    private static String describe(DeadLetter letter) {
        return TerminalText.inLine(letter.record().topic() + " " + letter.position() + "  " + letter.reason() + ": "
                + letter.message() + "  key " + key(letter) + "  from " + letter.topic() + "-" + letter.partition()
                + "@"
                + letter.offset() + "  at " + at(letter));
    }

    private static String key(DeadLetter letter) {
        String key = RecordLine.text(letter.record().key());
        return key == null ? "(none)" : key;
    }

    private static String at(DeadLetter letter) {
        return letter.at().isEmpty()
                ? Instant.ofEpochMilli(letter.record().timestamp()).toString()
                : letter.at();
    }

    private static ObjectNode json(DeadLetter letter) {
        ObjectNode line = RecordJson.MAPPER.createObjectNode();
        line.put("topic", letter.record().topic());
        line.put("partition", letter.record().partition());
        line.put("offset", letter.record().offset());
        line.put("reason", letter.reason());
        line.put("message", letter.message());
        line.put("key", RecordLine.text(letter.record().key()));
        line.put("original_topic", letter.originalTopic());
        line.put("original_partition", letter.partition());
        line.put("original_offset", letter.offset());
        line.put("at", at(letter));
        line.put("omitted", letter.isOmitted());
        return line;
    }
}
