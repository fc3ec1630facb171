package dev.muster.cli.topics;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.TopicReader;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code muster watch}. */
@Command(
        name = "watch",
        description = "Follows topics and prints one line of JSON for each record, until Ctrl-C or --max.",
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "TOPIC", description = "Topics to follow, such as inventory.applications.")
    private List<String> topics = List.of();

    @Option(names = "--from-beginning", description = "Start at the beginning of the topics instead of the end.")
    private boolean fromBeginning;

    @Option(names = "--max", paramLabel = "N", description = "Exit after N records.")
    private long max = Long.MAX_VALUE;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        if (max < 1) {
            throw CliException.usage("--max must be at least 1, not " + max);
        }
        KafkaConnection connection = kafka.connection();
        RecordLine line = new RecordLine();
        PrintWriter out = command.commandLine().getOut();
        try (TopicReader reader = fromBeginning
                ? TopicReader.fromBeginning(connection, topics)
                : TopicReader.fromEnd(connection, topics)) {
            long printed = 0;
            while (printed < max && !out.checkError()) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll()) {
                    if (printed++ == max) {
                        return 0;
                    }
                    out.println(line.of(record));
                }
                out.flush();
            }
            return 0;
        }
    }

    /** Accepts the option that all commands with results have. */
    @Option(names = "--json", description = "Has no effect, since records are always printed as JSON.")
    void acceptJson(boolean json) {}
}
