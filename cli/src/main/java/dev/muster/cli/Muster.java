package dev.muster.cli;

import dev.muster.cli.access.TokenCommand;
import dev.muster.cli.assignment.AssignCommand;
import dev.muster.cli.assignment.RebrandCommand;
import dev.muster.cli.assignment.UnassignCommand;
import dev.muster.cli.directory.OrganizationCommand;
import dev.muster.cli.failure.ErrorLine;
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
        description = "Application inventories and who owns them, on Kafka topics.",
        mixinStandardHelpOptions = true,
        versionProvider = Muster.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and the answer was yes",
            "1:Muster answered, and the answer was no",
            "2:the command line or a given file is wrong",
            "3:something that is needed is not there: a broker, a service, an answer in time"
        },
        footerHeading = "%nKafka is looked for at:%n",
        footer = "  --bootstrap-servers, else the environment's KAFKA_BOOTSTRAP_SERVERS,"
                + "%n  else what ./muster local runs, else localhost:9092",
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

    /** Has to be known before the first class that logs is loaded. */
    private static void log(String level) {
        System.setProperty(LOGGER + "defaultLogLevel", System.getProperty(LOGGER + "defaultLogLevel", level));
        System.setProperty(LOGGER + "showDateTime", "true");
        System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }

    /** The whole command line, ready to be executed. */
    public static CommandLine commandLine() {
        ErrorLine errors = new ErrorLine();
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
