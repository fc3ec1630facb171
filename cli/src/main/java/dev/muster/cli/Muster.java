package dev.muster.cli;

import dev.muster.cli.failure.ErrorPrinter;
import dev.muster.cli.installation.Invocation;
import dev.muster.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
        footerHeading = "%nThe installation, in order of precedence:%n",
        footer = "  options such as --bootstrap-servers, the environment variables KAFKA_BOOTSTRAP_SERVERS,"
                + "%n  ASSIGNMENT_URL and INGEST_URL, --context or the current context, the running ./muster local,"
                + "%n  localhost. MUSTER_TOKEN replaces the token of a context.")
public final class Muster implements Invocation {

    private static final String LOGGER = "org.slf4j.simpleLogger.";

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The installation to talk to: a context of muster context, or local for ./muster local.")
    private @Nullable String context;

    private Muster(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Runs one command and exits with one of {@link dev.muster.cli.failure.ExitCode}. */
    public static void main(String[] args) {
        log(args.length > 0 && args[0].equals("local") ? "warn" : "off");
        System.exit(commandLine(System.getenv(), Terminal.SYSTEM, args).execute(args));
    }

    /** Configures slf4j-simple, which reads these properties when its first logger is created. */
    private static void log(String level) {
        System.setProperty(LOGGER + "defaultLogLevel", System.getProperty(LOGGER + "defaultLogLevel", level));
        System.setProperty(LOGGER + "showDateTime", "true");
        System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    }

    /** The command line with all subcommands. */
    public static CommandLine commandLine() {
        return commandLine(System.getenv());
    }

    /** The command line with all subcommands, as with these environment variables. */
    public static CommandLine commandLine(Map<String, String> environment) {
        return commandLine(environment, Terminal.SYSTEM, Subcommands.all());
    }

    /** The command line for these arguments: other subcommands are stubs. */
    static CommandLine commandLine(Map<String, String> environment, Terminal terminal, String... args) {
        return commandLine(environment, terminal, Subcommands.neededFor(args));
    }

    private static CommandLine commandLine(
            Map<String, String> environment, Terminal terminal, Set<String> subcommands) {
        CommandLine commandLine = new CommandLine(new Muster(environment, terminal));
        Subcommands.addTo(commandLine, subcommands);
        ErrorPrinter errors = new ErrorPrinter();
        return commandLine
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public @Nullable String context() {
        return context;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Terminal terminal() {
        return terminal;
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
