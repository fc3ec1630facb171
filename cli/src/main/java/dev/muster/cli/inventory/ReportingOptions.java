package dev.muster.cli.inventory;

import dev.muster.cli.collect.HttpReportSender;
import dev.muster.cli.collect.KafkaReportSender;
import dev.muster.cli.collect.ReportSender;
import dev.muster.cli.collect.SpoolSettings;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Installation;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.text.TextValidation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * The options with which {@code muster collect} keeps reporting. The secret is not a command-line option, because other
 * users of the machine can see command lines.
 */
final class ReportingOptions {

    private static final long MIN_SPOOL_BYTES = 1L << 20;
    private static final long MAX_SPOOL_BYTES = 10L << 30;
    private static final int MAX_ID_LENGTH = 100;

    /** Where reports go. */
    enum Destination {
        KAFKA,
        HTTP
    }

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Keep reporting: now, and again within each interval of 60s to 31d, which the reports"
                    + " declare. Requires --to.")
    private @Nullable Duration every;

    @Option(
            names = "--to",
            paramLabel = "DESTINATION",
            description = "kafka: publish to inventory.reports. http: upload to the ingest service, with the secret"
                    + " of the system.")
    private @Nullable Destination destination;

    @Option(
            names = "--spool",
            paramLabel = "FOLDER",
            description = "Where reports wait until they are sent. Default: spool in STATE_DIRECTORY, which systemd"
                    + " sets, else ~/.local/state/muster/spool.")
    private @Nullable Path spool;

    @Option(
            names = "--spool-limit",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "Maximum size of the spool, 1M to 10G; when it is full, its oldest reports are dropped."
                    + " Default: 64M.")
    private @Nullable ByteSize spoolLimit;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the ingest service, for --to http. Default: INGEST_URL, the context, the"
                    + " running ./muster local, or http://localhost:8081.")
    private @Nullable String url;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "The file with the secret of the system, for --to http. Default: the environment variable "
                    + AgentSecret.VARIABLE + ".")
    private @Nullable Path secretFile;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    /** The interval; null if the command reports nothing. Fails if only a part of the options is given. */
    @Nullable
    Duration every() {
        if (every == null && destination == null) {
            if (spool != null || spoolLimit != null || url != null || secretFile != null) {
                throw CliException.usage("--spool, --spool-limit, --url and --secret-file require --every and --to");
            }
            return null;
        }
        if (every == null || destination == null) {
            throw CliException.usage("--every and --to require each other: muster collect --every 8h --to kafka");
        }
        ReportInterval.seconds(every);
        return every;
    }

    SpoolSettings spool() {
        long maxBytes = spoolLimit == null ? 64L << 20 : spoolLimit.bytes();
        if (maxBytes < MIN_SPOOL_BYTES || maxBytes > MAX_SPOOL_BYTES) {
            throw CliException.usage("--spool-limit must be 1M to 10G");
        }
        return new SpoolSettings((spool == null ? defaultSpool() : spool).toAbsolutePath(), maxBytes);
    }

    private Path defaultSpool() {
        Invocation invocation = Invocation.of(command);
        String ofService = invocation.variable("STATE_DIRECTORY");
        if (ofService != null) {
            return Path.of(ofService.split(":", 2)[0], "spool");
        }
        String ofUser = invocation.variable("XDG_STATE_HOME");
        Path folder = ofUser != null && Path.of(ofUser).isAbsolute()
                ? Path.of(ofUser)
                : Path.of(System.getProperty("user.home"), ".local/state");
        return folder.resolve("muster/spool");
    }

    /** The sender of the reports of a system. Fails if an option or the secret is missing or invalid. */
    ReportSender sender(String systemId) {
        if (destination == Destination.KAFKA) {
            if (secretFile != null || url != null) {
                throw CliException.usage("--secret-file and --url are for --to http");
            }
            kafka.connection();
            return new KafkaReportSender(kafka::connection);
        }
        if (TextValidation.problemOfId(systemId, MAX_ID_LENGTH) != null || systemId.indexOf(':') >= 0) {
            throw CliException.usage("--system must be 1 to " + MAX_ID_LENGTH
                    + " characters without a colon, which HTTP Basic authentication does not allow in a user name");
        }
        secret();
        Supplier<String> secret = () -> secret().value();
        return new HttpReportSender(
                url == null ? Installation.of(command).address(Address.INGEST) : url, systemId, secret);
    }

    private AgentSecret secret() {
        if (secretFile != null) {
            return AgentSecret.read(secretFile);
        }
        String text = Invocation.of(command).variable(AgentSecret.VARIABLE);
        if (text == null) {
            throw CliException.usage("no secret: set " + AgentSecret.VARIABLE
                    + " or --secret-file to what muster system credential create prints");
        }
        return AgentSecret.of(text, AgentSecret.VARIABLE);
    }
}
