package dev.muster.cli.topics;

import dev.muster.cli.access.MusterToken;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.DeadLetter;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.schemas.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code muster dead-letters}. */
@Command(
        name = "dead-letters",
        description = {
            "Lists dead letters; --replay publishes them again to their original topic.",
            "Commands are replayed with MUSTER_TOKEN if it is set, because dead letters do not contain tokens.",
            "Replayed dead letters stay listed until their retention of 30 days ends."
        },
        mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Callable<Integer> {

    private static final List<String> INPUTS = List.of(
            Topics.INVENTORY_REPORTS,
            Topics.INVENTORY_COMMANDS,
            Topics.INVENTORY_APPLICATIONS,
            Topics.ASSIGNMENT_COMMANDS,
            Topics.DIRECTORY_COMMANDS);

    private static final Set<String> COMMANDS = Set.of(Topics.ASSIGNMENT_COMMANDS, Topics.DIRECTORY_COMMANDS);

    private static final String ALL = "all";

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
            description = "Dead letters to replay: comma-separated PARTITION/OFFSET as listed, or all.")
    private List<String> replay = List.of();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        if (!replay.isEmpty() && topic == null && !replay.equals(List.of(ALL))) {
            throw CliException.usage("--replay with PARTITION/OFFSET requires the TOPIC");
        }
        KafkaConnection connection = kafka.connection();
        if (replay.isEmpty()) {
            list(connection);
        } else {
            requireSelectedExist(connection);
            replay(connection);
        }
        return 0;
    }

    private void list(KafkaConnection connection) {
        int[] count = {0};
        read(connection, letter -> {
            print(describe(letter));
            count[0]++;
        });
        print(count[0] + (count[0] == 1 ? " dead letter" : " dead letters"));
    }

    private void requireSelectedExist(KafkaConnection connection) {
        Set<String> missing = new LinkedHashSet<>(replay);
        missing.remove(ALL);
        if (!missing.isEmpty()) {
            read(connection, letter -> missing.remove(position(letter)));
        }
        if (!missing.isEmpty()) {
            throw CliException.rejected(
                    "no dead letter at " + String.join(", ", missing) + "; list them without --replay");
        }
    }

    private void replay(KafkaConnection connection) {
        int[] count = {0};
        Optional<MusterToken> token = MusterToken.find();
        try (Publisher publisher = Publisher.open(connection)) {
            read(connection, letter -> {
                if (!replay.contains(ALL) && !replay.contains(position(letter))) {
                    return;
                }
                String label = letter.record().topic() + " " + position(letter);
                if (letter.isOmitted()) {
                    print(label + " cannot be replayed: its value was too large and was omitted");
                    return;
                }
                print(label + " replayed as " + publisher.publish(original(letter, token)));
                count[0]++;
            });
        }
        print(count[0] + " replayed");
    }

    /** The original record; commands get the current token, because dead letters do not contain tokens. */
    private static ProducerRecord<byte[], byte[]> original(DeadLetter letter, Optional<MusterToken> token) {
        ProducerRecord<byte[], byte[]> original = letter.original();
        if (COMMANDS.contains(original.topic()) && token.isPresent()) {
            original.headers()
                    .add(MusterToken.HEADER, token.get().authorization().getBytes(StandardCharsets.UTF_8));
        }
        return original;
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
        return letter.record().topic() + " " + position(letter) + "  " + letter.reason() + ": " + letter.message()
                + "  key " + RecordLine.text(letter.record().key()) + "  from " + letter.topic() + "-"
                + letter.partition() + "@" + letter.offset() + "  at "
                + (letter.at().isEmpty() ? Instant.ofEpochMilli(letter.record().timestamp()) : letter.at());
    }

    private static String position(DeadLetter letter) {
        return letter.record().partition() + "/" + letter.record().offset();
    }

    private void print(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
