package dev.muster.cli;

import dev.muster.cli.access.TokenCommand;
import dev.muster.cli.assignment.AssignCommand;
import dev.muster.cli.assignment.RebrandCommand;
import dev.muster.cli.assignment.UnassignCommand;
import dev.muster.cli.directory.OrganizationCommand;
import dev.muster.cli.failure.ErrorPrinter;
import dev.muster.cli.inventory.BrakeCommand;
import dev.muster.cli.inventory.CollectCommand;
import dev.muster.cli.inventory.ReportCommand;
import dev.muster.cli.inventory.SystemCommand;
import dev.muster.cli.local.LocalCommand;
import dev.muster.cli.topics.DeadLettersCommand;
import dev.muster.cli.topics.InputCommand;
import dev.muster.cli.topics.WatchCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code muster}. */
@Command(
        name = "muster",
        description =
                "Tracks which applications run on which systems and which organization owns them, using Kafka topics.",
        mixinStandardHelpOptions = true,
        versionProvider = Muster.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:the request was rejected, or topics and tables differ",
            "2:invalid command line or input file",
            "3:a required broker, service or database is unavailable, or there was no response in time"
        },
        footerHeading = "%nKafka brokers, in order of precedence:%n",
        footer = "  --bootstrap-servers, the environment variable KAFKA_BOOTSTRAP_SERVERS,"
                + "%n  the running ./muster local, localhost:9092",
        subcommands = {
            LocalCommand.class,
            CollectCommand.class,
            ReportCommand.class,
            AssignCommand.class,
            UnassignCommand.class,
            RebrandCommand.class,
            OrganizationCommand.class,
            BrakeCommand.class,
            SystemCommand.class,
            TokenCommand.class,
            WatchCommand.class,
            DeadLettersCommand.class,
            InputCommand.class
        })
public final class Muster {

    private static final String LOGGER = "org.slf4j.simpleLogger.";

    private Muster() {}

    /** Runs one command and exits with one of {@link dev.muster.cli.failure.ExitCode}. */
    public static void main(String[] args) {
        log(Arrays.asList(args).contains("local") ? "warn" : "off");
        System.exit(commandLine().execute(args));
    }

    /** Configures slf4j-simple, which reads these properties when its first logger is created. */
    private static void log(String level) {
        System.setProperty(LOGGER + "defaultLogLevel", System.getProperty(LOGGER + "defaultLogLevel", level));
        System.setProperty(LOGGER + "showDateTime", "true");
        System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }

    /** The command line with all subcommands. */
    public static CommandLine commandLine() {
        ErrorPrinter errors = new ErrorPrinter();
        return new CommandLine(new Muster())
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Muster.class.getPackage().getImplementationVersion();
            return new String[] {"muster " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
