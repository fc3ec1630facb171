package dev.muster.cli.kafka;

import dev.muster.cli.failure.CliException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for connecting to Kafka, shared by all commands that need it. */
public final class KafkaOptions {

    private static final String VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";
    private static final String DEFAULT = "localhost:9092";

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

    /** The connection from the options, the environment or the running local pipeline, in this order. */
    public KafkaConnection connection() {
        if (timeoutSeconds < 1 || timeoutSeconds > 3600) {
            throw CliException.usage("--timeout must be 1 to 3600 seconds, not " + timeoutSeconds);
        }
        return new KafkaConnection(servers(), properties(), Duration.ofSeconds(timeoutSeconds));
    }

    private String servers() {
        if (bootstrapServers != null) {
            return bootstrapServers;
        }
        return Objects.requireNonNullElse(LocalEnvironment.find(VARIABLE), DEFAULT);
    }

    private Properties properties() {
        return propertiesFile == null ? new Properties() : LocalEnvironment.read(propertiesFile);
    }
}
