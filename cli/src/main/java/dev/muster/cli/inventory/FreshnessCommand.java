package dev.muster.cli.inventory;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.Printer;
import dev.muster.cli.kafka.KafkaConnection;
import dev.muster.cli.kafka.KafkaOptions;
import dev.muster.cli.kafka.Publisher;
import dev.muster.inventory.SystemFreshnessCommand;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import dev.muster.text.TextValidation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster system-freshness}. */
@Command(
        name = "system-freshness",
        description = {
            "Sets how long a system may be silent until it is STALE and MISSING.",
            "This precedes what its reports declare and the service's defaults, until --reset."
        },
        mixinStandardHelpOptions = true)
public final class FreshnessCommand implements Callable<Integer> {

    private static final int MAX_ID_LENGTH = 100;
    private static final Duration MIN = Duration.ofMinutes(1);
    private static final Duration MAX = Duration.ofDays(217);

    @Parameters(paramLabel = "SYSTEM", description = "The system id.")
    private String system = "";

    @Option(
            names = "--stale-after",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Without a sign of life for this long, the system is STALE; 60s to 217d.")
    private @Nullable Duration staleAfter;

    @Option(
            names = "--missing-after",
            paramLabel = "DURATION",
            converter = DurationConverter.class,
            description = "Without a sign of life for this long, the system is MISSING; at least --stale-after, at most"
                    + " 217d.")
    private @Nullable Duration missingAfter;

    @Option(
            names = "--reset",
            description = "What the reports of the system declare counts again, else the service's defaults.")
    private boolean reset;

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
        String problem = TextValidation.problemOfId(system, MAX_ID_LENGTH);
        if (problem != null) {
            throw CliException.usage("SYSTEM " + problem + ": it must be 1 to " + MAX_ID_LENGTH + " characters");
        }
        checkThresholds(staleAfter, missingAfter);
        SystemFreshnessCommand command = SystemFreshnessCommand.newBuilder()
                .setCommandId(UUID.randomUUID())
                .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setIssuedBy(issuedBy)
                .setSystemId(system)
                .setStaleAfterS(seconds(staleAfter))
                .setMissingAfterS(seconds(missingAfter))
                .build();
        KafkaConnection connection = kafka.connection();
        connection.requireTopics(List.of(Topics.INVENTORY_COMMANDS));
        try (Publisher publisher = Publisher.open(connection)) {
            RecordMetadata sent = publisher.publish(
                    Topics.INVENTORY_COMMANDS,
                    system,
                    SingleObjectCodec.of(SystemFreshnessCommand.class).encode(command));
            printer.print(
                    command,
                    "freshness of " + system + " published as " + sent + "; the system's state is published to "
                            + Topics.INVENTORY_SYSTEMS);
        }
        return 0;
    }

    private void checkThresholds(@Nullable Duration stale, @Nullable Duration missing) {
        if (reset ? stale != null || missing != null : stale == null || missing == null) {
            throw CliException.usage("give --stale-after and --missing-after, or only --reset");
        }
        if (stale == null || missing == null) {
            return;
        }
        if (stale.compareTo(MIN) < 0 || stale.compareTo(MAX) > 0) {
            throw CliException.usage("--stale-after must be 60s to 217d, not " + DurationConverter.format(stale));
        }
        if (missing.compareTo(stale) < 0 || missing.compareTo(MAX) > 0) {
            throw CliException.usage("--missing-after must be at least --stale-after and at most 217d, not "
                    + DurationConverter.format(missing));
        }
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : (Long) duration.toSeconds();
    }
}
