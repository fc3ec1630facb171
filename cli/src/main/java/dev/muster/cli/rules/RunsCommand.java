package dev.muster.cli.rules;

import dev.muster.cli.access.ServiceApi;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code muster runs}. */
@Command(
        name = "runs",
        description = "Shows, stops, resumes and undoes runs: changes of many applications, executed in steps.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunsCommand.ListAll.class,
            RunsCommand.Show.class,
            RunsCommand.Results.class,
            RunsCommand.Stop.class,
            RunsCommand.Resume.class,
            RunsCommand.Undo.class
        })
public final class RunsCommand {

    private static final int PAGE_SIZE = 100;
    private static final int MAX_LIMIT = 1_000_000;
    private static final String ID = "The run id, as listed.";

    /** What all commands about runs have. */
    static final class Options {

        @Mixin
        private ServiceApi service = new ServiceApi();

        @Mixin
        private Printer printer = new Printer();

        RunClient runs() {
            return new RunClient(service.api());
        }
    }

    /** {@code muster runs list}. */
    @Command(
            name = "list",
            description = "Lists the runs that you may see, newest first.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "How many to list at most, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            if (limit < 1 || limit > MAX_LIMIT) {
                throw CliException.usage("--limit must be 1 to " + MAX_LIMIT + ", not " + limit);
            }
            Printer printer = options.printer;
            ArrayNode all = JsonMapper.shared().createArrayNode();
            long total = limit;
            for (int page = 1; all.size() < Math.min(limit, total); page++) {
                JsonNode found = options.runs().list(page, PAGE_SIZE);
                found.path("runs").forEach(run -> addUpTo(limit, run, all));
                total = found.path("runs").isEmpty()
                        ? 0
                        : found.path("total_count").asLong(0);
            }
            if (printer.isJson()) {
                printer.line(all.toPrettyString());
            } else {
                all.forEach(run -> printer.row(PlanText.row(run)));
            }
            if (total > all.size()) {
                printer.note("there are more: add --limit");
            }
            return ExitCode.OK;
        }

        private static void addUpTo(int limit, JsonNode run, ArrayNode all) {
            if (all.size() < limit) {
                all.add(run);
            }
        }
    }

    /** {@code muster runs show}. */
    @Command(name = "show", description = "Shows a run and its counts.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = ID)
        private UUID id = new UUID(0, 0);

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            RunOptions.print(options.runs().get(id.toString()), options.printer);
            return ExitCode.OK;
        }
    }

    /** {@code muster runs results}. */
    @Command(
            name = "results",
            description = "Prints what a run did with each application, as CSV; with --json, one object a line.",
            mixinStandardHelpOptions = true)
    static final class Results implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = ID)
        private UUID id = new UUID(0, 0);

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            Csv.print(options.runs().results(id.toString()), options.printer);
            return ExitCode.OK;
        }
    }

    /** {@code muster runs stop}. */
    @Command(
            name = "stop",
            description = "Stops a run after its present step; what it has changed stays.",
            mixinStandardHelpOptions = true)
    static final class Stop implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = ID)
        private UUID id = new UUID(0, 0);

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            RunOptions.print(options.runs().post(id.toString(), "stop"), options.printer);
            return ExitCode.OK;
        }
    }

    /** {@code muster runs resume}. */
    @Command(
            name = "resume",
            description = "Continues a stopped run, and waits until it is finished.",
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = ID)
        private UUID id = new UUID(0, 0);

        @Mixin
        private RunOptions runOptions = new RunOptions();

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            runOptions.check();
            return runOptions.finish(options.runs(), options.runs().post(id.toString(), "resume"), options.printer);
        }
    }

    /** {@code muster runs undo}. */
    @Command(
            name = "undo",
            description = {
                "Restores what a run has changed and nobody has changed since, in a run of its own; waits for it.",
                "If it published rules, the previous ones are published again first."
            },
            mixinStandardHelpOptions = true)
    static final class Undo implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = ID)
        private UUID id = new UUID(0, 0);

        @Mixin
        private RunOptions runOptions = new RunOptions();

        @Mixin
        private Options options = new Options();

        @Override
        public Integer call() {
            runOptions.check();
            return runOptions.finish(options.runs(), options.runs().post(id.toString(), "undo"), options.printer);
        }
    }
}
