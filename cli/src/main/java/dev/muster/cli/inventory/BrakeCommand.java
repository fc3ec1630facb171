package dev.muster.cli.inventory;

import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.inventory.InventoryCommand;
import dev.muster.inventory.ReleaseBrake;
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
import picocli.CommandLine.Parameters;

/** {@code muster brake}. */
@Command(
        name = "brake",
        description = "Controls the brake, which holds a snapshot that would remove most applications of a system.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BrakeCommand.Release.class)
public final class BrakeCommand {

    /** {@code muster brake release}. */
    @Command(
            name = "release",
            description = "Applies the removals held by the brake, confirming the latest snapshot.",
            mixinStandardHelpOptions = true)
    static final class Release implements Callable<Integer> {

        @Parameters(paramLabel = "SYSTEM", description = "The system id.")
        private String system = "";

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
            InventoryCommand command = InventoryCommand.newBuilder()
                    .setCommandId(UUID.randomUUID())
                    .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                    .setIssuedBy(issuedBy)
                    .setSystemId(system)
                    .setAction(new ReleaseBrake())
                    .build();
            KafkaConnection connection = kafka.connection();
            connection.requireTopics(List.of(Topics.INVENTORY_COMMANDS));
            try (Publisher publisher = Publisher.open(connection)) {
                RecordMetadata sent = publisher.publish(
                        Topics.INVENTORY_COMMANDS,
                        system,
                        SingleObjectCodec.of(InventoryCommand.class).encode(command));
                printer.print(
                        command,
                        "release of " + system + " published as " + sent + "; removals are published to "
                                + Topics.INVENTORY_APPLICATIONS);
            }
            return 0;
        }
    }
}
