package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Installation;
import dev.muster.cli.installation.MusterToken;
import dev.muster.cli.installation.PropertiesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options for connecting to Kafka, shared by all commands that need it. */
public final class KafkaOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The Kafka bootstrap servers; see muster --help for the default.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Additional Kafka client properties, such as security settings.")
    private @Nullable Path propertiesFile;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait for a response, 1 to 3600. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    /** The connection to the {@link Installation} of the command. */
    public KafkaConnection connection() {
        if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
            throw CliException.usage("--timeout must be 1 to 3600 seconds, not " + timeoutSeconds);
        }
        Installation installation = Installation.of(command);
        return new KafkaConnection(
                bootstrapServers == null ? installation.address(Address.KAFKA) : bootstrapServers,
                propertiesFile == null ? installation.kafkaProperties() : PropertiesFile.read(propertiesFile),
                Duration.ofSeconds(timeoutSeconds));
    }

    /** The token that commands carry, if there is one. */
    public Optional<MusterToken> token() {
        return Installation.of(command).token();
    }
}
