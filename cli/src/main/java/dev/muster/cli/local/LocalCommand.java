package dev.muster.cli.local;

import dev.muster.cli.consistency.ConsistencyCheck;
import dev.muster.cli.demonstration.Demonstration;
import dev.muster.cli.demonstration.DemonstrationSettings;
import dev.muster.cli.demonstration.Pipeline;
import dev.muster.cli.demonstration.Summary;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.kafka.MusterFolder;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.localstack.LocalStackException;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster local}. */
@Command(
        name = "local",
        description = {
            "Runs the whole pipeline on this machine: Kafka, PostgreSQL and both services, with data under .muster/data.",
            "Then it inventories this host for real and a simulated fleet beside it, and stays up until Ctrl-C.",
            "While it is up, .muster/local.env says how to connect; logs are in .muster/logs."
        },
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @ArgGroup
    private @Nullable Extent extent;

    @Option(names = "--clean", description = "Delete the data of earlier runs first.")
    private boolean clean;

    @Option(
            names = "--systems",
            paramLabel = "N",
            defaultValue = "200",
            description = "Simulated systems, 10 to 9999; ${DEFAULT-VALUE} when not given.")
    private int systems;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "What the simulated fleet is made from: the same seed, the same reports.")
    private long seed;

    @Option(
            names = "--collected-from",
            paramLabel = "TIME",
            defaultValue = "2025-06-02T06:00:00Z",
            description = "The time of the simulated fleet's first report; ${DEFAULT-VALUE} when not given.")
    private Instant collectedFrom = Instant.EPOCH;

    /** How much of it; one of two. */
    static final class Extent {

        @Option(names = "--once", description = "End after the summary; with 0 only if topics and tables agree.")
        private boolean once;

        @Option(names = "--empty", description = "Start with no demonstration.")
        private boolean empty;
    }

    @Override
    public Integer call() throws Exception {
        MusterFolder folder = MusterFolder.ofCheckout();
        ProgressSteps steps = new ProgressSteps(command.commandLine().getOut());
        DemonstrationSettings settings = settings();
        LocalLock lock = LocalLock.take(folder);
        LocalLog.begin(folder);
        return run(new LocalSession(folder, lock), folder, settings, steps);
    }

    private boolean isOnce() {
        return extent != null && extent.once;
    }

    private boolean isEmpty() {
        return extent != null && extent.empty;
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
        Thread onSignal = new Thread(() -> stop(session, steps), "stop-local");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (session) {
            if (clean) {
                steps.run("Deleting the data of earlier runs", session::deleteData);
            }
            session.start(steps);
            session.writeEnvironment();
            boolean agrees = isEmpty() || demonstrate(session.pipeline(), settings, steps);
            if (isOnce()) {
                steps.line("");
                steps.line("Stopping … (the data stay: ./muster local goes on with them and stays up)");
                return agrees ? ExitCode.FINE : ExitCode.NO;
            }
            NextSteps.lines(session, folder).forEach(steps::line);
            steps.line("Up until Ctrl-C.");
            session.awaitEnd();
            return ExitCode.FINE;
        } catch (LocalStackException e) {
            throw CliException.infrastructure(
                    e.getMessage()
                            + (e.getCause() == null ? "" : " (" + e.getCause().getMessage() + ")") + "; the log is "
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

    private static boolean demonstrate(Pipeline pipeline, DemonstrationSettings settings, ProgressSteps steps)
            throws Exception {
        Demonstration.Shown shown = new Demonstration(settings, pipeline, steps).run();
        ConsistencyVerdict verdict = new ConsistencyVerdict();
        steps.run("Comparing topics and tables", () -> verdict.reach(pipeline));
        ConsistencyCheck agreement = verdict.agreement();
        steps.line("");
        Summary.of(pipeline, shown, agreement, steps).forEach(steps::line);
        steps.line("");
        verdict.lines().forEach(steps::line);
        return agreement.holds();
    }
}
