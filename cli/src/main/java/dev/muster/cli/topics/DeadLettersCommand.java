package dev.muster.cli.topics;

import dev.muster.cli.failure.Failure;
import dev.muster.cli.kafka.DeadLetter;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.kafka.TopicReader;
import dev.muster.schemas.Topics;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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
            "Lists the records that were set aside, and puts them back with --replay.",
            "A dead letter stays listed when it was put back: its topic keeps it for 30 days."
        },
        mixinStandardHelpOptions = true)
public final class DeadLettersCommand implements Callable<Integer> {

    private static final List<String> INPUTS = List.of(
            Topics.INVENTORY_REPORTS, Topics.INVENTORY_COMMANDS, Topics.ASSIGNMENT_COMMANDS, Topics.DIRECTORY_COMMANDS);

    private static final String ALL = "all";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "The topic that they had been published to, such as inventory.reports; all when not given.")
    private @Nullable String topic;

    @Option(
            names = "--replay",
            paramLabel = "WHICH",
            split = ",",
            description = "Put back on their topic: PARTITION/OFFSET as listed, several with commas, or all.")
    private List<String> replay = List.of();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        if (!replay.isEmpty() && topic == null && !replay.equals(List.of(ALL))) {
            throw Failure.usage("--replay with PARTITION/OFFSET needs the TOPIC that they were listed under");
        }
        KafkaConnection connection = kafka.connection();
        List<DeadLetter> letters = read(connection);
        if (replay.isEmpty()) {
            letters.forEach(letter -> print(describe(letter)));
            print(letters.size() + (letters.size() == 1 ? " dead letter" : " dead letters"));
        } else {
            replay(connection, chosen(letters));
        }
        return 0;
    }

    private List<DeadLetter> read(KafkaConnection connection) {
        List<String> topics = (topic == null ? INPUTS : List.of(topic))
                .stream()
                        .map(name -> DeadLetter.isTopic(name) ? name : Topics.deadLettersOf(name))
                        .toList();
        List<DeadLetter> letters = new ArrayList<>();
        try (TopicReader reader = TopicReader.fromBeginning(connection, topics)) {
            reader.readToEnd(record -> letters.add(DeadLetter.of(record)));
        }
        return letters;
    }

    private List<DeadLetter> chosen(List<DeadLetter> letters) {
        if (replay.equals(List.of(ALL))) {
            return letters;
        }
        List<DeadLetter> chosen = new ArrayList<>();
        for (String which : replay) {
            chosen.add(letters.stream()
                    .filter(letter -> which.equals(place(letter)))
                    .findFirst()
                    .orElseThrow(
                            () -> Failure.no("no dead letter stands at " + which + "; list them without --replay")));
        }
        return chosen;
    }

    private void replay(KafkaConnection connection, List<DeadLetter> letters) {
        try (Publisher publisher = Publisher.open(connection)) {
            for (DeadLetter letter : letters) {
                print(letter.record().topic() + " " + place(letter) + " put back as "
                        + publisher.publish(letter.original()));
            }
        }
        print(letters.size() + " put back");
    }

    private static String describe(DeadLetter letter) {
        return letter.record().topic() + " " + place(letter) + "  " + letter.reason() + ": " + letter.message()
                + "  key " + RecordLine.text(letter.record().key()) + "  from " + letter.topic() + "-"
                + letter.partition() + "@" + letter.offset() + "  at "
                + (letter.at().isEmpty() ? Instant.ofEpochMilli(letter.record().timestamp()) : letter.at());
    }

    private static String place(DeadLetter letter) {
        return letter.record().partition() + "/" + letter.record().offset();
    }

    private void print(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
