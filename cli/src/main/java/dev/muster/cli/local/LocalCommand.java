package dev.muster.cli.local;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Demonstration;
import dev.muster.cli.demonstration.DemonstrationSettings;
import dev.muster.cli.demonstration.Pipeline;
import dev.muster.cli.demonstration.Summary;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.installation.MusterFolder;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.localstack.LocalStackException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster local}. */
@Command(
        name = "local",
        description = {
            "Runs the whole pipeline on this machine: Kafka, PostgreSQL and both services, with data under .muster/data.",
            "Reports the inventory of this host and of a simulated fleet, then keeps running until Ctrl-C.",
            "While it is running, connection settings are in .muster/local.env. Logs are in .muster/logs."
        },
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @ArgGroup
    private @Nullable Mode mode;

    @Option(names = "--clean", description = "Delete the data of previous runs first.")
    private boolean clean;

    @Option(
            names = "--systems",
            paramLabel = "N",
            defaultValue = "200",
            description = "Number of simulated systems, 10 to 9999. Default: ${DEFAULT-VALUE}.")
    private int systems;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Seed of the simulated fleet; the same seed produces the same reports. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--collected-from",
            paramLabel = "TIME",
            defaultValue = "2025-06-02T06:00:00Z",
            description = "Time of the first report of the simulated fleet. Default: ${DEFAULT-VALUE}.")
    private Instant collectedFrom = Instant.EPOCH;

    @Option(
            names = "--json",
            description = "Print one object with the addresses and the summary when it is up, and the progress to"
                    + " standard error.")
    private boolean json;

    /** At most one of these options is given. */
    static final class Mode {

        @Option(
                names = "--once",
                description = "Exit after the summary; the exit code is 0 only if topics and tables agree.")
        private boolean once;

        @Option(names = "--empty", description = "Start without the demonstration.")
        private boolean empty;
    }

    @Override
    public Integer call() throws Exception {
        MusterFolder folder = MusterFolder.ofCheckout();
        CommandLine commandLine = command.commandLine();
        ProgressSteps steps = new ProgressSteps(json ? commandLine.getErr() : commandLine.getOut());
        DemonstrationSettings settings = settings();
        LocalLock lock = LocalLock.acquire(folder);
        LocalLog.redirectStandardError(folder);
        return run(new LocalSession(folder, lock), folder, settings, steps);
    }

    private boolean isOnce() {
        return mode != null && mode.once;
    }

    private boolean isEmpty() {
        return mode != null && mode.empty;
    }

    private DemonstrationSettings settings() {
        try {
            return new DemonstrationSettings(systems, seed, collectedFrom);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(String.valueOf(e.getMessage()));
        }
    }

    private int run(LocalSession session, MusterFolder folder, DemonstrationSettings settings, ProgressSteps steps)
            throws Exception {
        Thread shutdownHook = new Thread(() -> stop(session, steps), "stop-local");
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        try (session) {
            if (clean) {
                steps.run("Deleting the data of previous runs", session::deleteData);
            }
            session.start(steps);
            session.writeEnvironment();
            ObjectNode result = session.addresses();
            boolean consistent = isEmpty() || demonstrate(session.pipeline(), settings, steps, result);
            if (json) {
                command.commandLine().getOut().println(TerminalText.of(result.toPrettyString()));
                command.commandLine().getOut().flush();
            }
            if (isOnce()) {
                steps.line("");
                steps.line("Stopping … (the data is kept; ./muster local continues with it)");
                return consistent ? ExitCode.OK : ExitCode.REJECTED;
            }
            NextSteps.lines(session, folder).forEach(steps::line);
            steps.line("Running until Ctrl-C.");
            session.awaitEnd();
            return ExitCode.OK;
        } catch (LocalStackException e) {
            throw CliException.unavailable(
                    e.getMessage()
                            + (e.getCause() == null || e.getCause().getMessage() == null
                                    ? ""
                                    : " (" + e.getCause().getMessage() + ")")
                            + "; see "
                            + LocalLog.of(folder),
                    e);
        }
    }

    private static void stop(LocalSession session, ProgressSteps steps) {
        if (!session.isClosed()) {
            steps.line("Stopping …");
            session.close();
        }
    }

    /** Adds the summary to the result. */
    private static boolean demonstrate(
            Pipeline pipeline, DemonstrationSettings settings, ProgressSteps steps, ObjectNode result)
            throws Exception {
        Demonstration.Run run = new Demonstration(settings, pipeline, steps).run();
        ConsistencyVerification verification = new ConsistencyVerification();
        steps.run("Comparing topics and tables", () -> verification.verify(pipeline));
        ConsistencyCheck consistency = verification.result();
        steps.line("");
        Summary summary = Summary.read(pipeline, run, consistency, steps);
        summary.lines().forEach(steps::line);
        steps.line("");
        verification.lines().forEach(steps::line);
        result.set("summary", summary.json());
        result.put("consistent", consistency.isConsistent());
        consistency.problems().forEach(result.putArray("problems")::add);
        return consistency.isConsistent();
    }
}
