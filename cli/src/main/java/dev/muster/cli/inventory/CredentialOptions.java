package dev.muster.cli.inventory;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.inventory.SystemCredentialCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.text.TextValidation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options shared by the credential commands; publishes the command. */
final class CredentialOptions {

    private static final int MAX_ID_LENGTH = 100;

    @Option(names = "--system", paramLabel = "ID", required = true, description = "The system id.")
    private String system = "";

    @Option(
            names = "--by",
            paramLabel = "WHO",
            defaultValue = "${sys:user.name}",
            description = "Issuer of the command. Default: the current user.")
    private String issuedBy = "";

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    String system() {
        return system;
    }

    /** Publishes the command and waits for the acknowledgement; null revokes the credential. */
    void publish(@Nullable String secretSha256) {
        if (TextValidation.problemOfId(system, MAX_ID_LENGTH) != null || system.indexOf(':') >= 0) {
            throw CliException.usage("--system must be 1 to " + MAX_ID_LENGTH
                    + " characters without a colon, which HTTP Basic authentication does not allow in a user name");
        }
        SystemCredentialCommand command = SystemCredentialCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy)
                .setSystemId(system)
                .setSecretSha256(secretSha256)
                .build();
        KafkaConnection connection = kafka.connection();
        connection.requireTopics(List.of(Topics.INVENTORY_COMMANDS));
        try (Publisher publisher = Publisher.open(connection)) {
            publisher.publish(
                    Topics.INVENTORY_COMMANDS,
                    system,
                    SingleObjectCodec.of(SystemCredentialCommand.class).encode(command));
        }
    }
}
