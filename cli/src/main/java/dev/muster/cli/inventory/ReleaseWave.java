package dev.muster.cli.inventory;

import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.inventory.ReleaseWaveCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code muster release-wave}. */
@Command(
        name = "release-wave",
        description = {
            "Confirms that the systems of a held wave are silent, so that they are declared STALE or MISSING.",
            "A wave is held when so many systems fall silent at once that Muster itself or the network may be the cause."
        },
        mixinStandardHelpOptions = true)
public final class ReleaseWave implements Callable<Integer> {

    private static final String KEY = "fleet";

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

    @Override
    public Integer call() {
        ReleaseWaveCommand command = ReleaseWaveCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy)
                .build();
        KafkaConnection connection = kafka.connection();
        connection.requireTopics(List.of(Topics.INVENTORY_COMMANDS));
        try (Publisher publisher = Publisher.open(connection)) {
            RecordMetadata sent = publisher.publish(
                    Topics.INVENTORY_COMMANDS,
                    KEY,
                    SingleObjectCodec.of(ReleaseWaveCommand.class).encode(command));
            printer.print(
                    command,
                    "release of the wave published as " + sent + "; states of systems are published to "
                            + Topics.INVENTORY_SYSTEMS);
        }
        return 0;
    }
}
