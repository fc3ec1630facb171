package dev.muster.cli.rules;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.AssignmentApi.Answer;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.rules.PlanOptions.Consent;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster rules}. */
@Command(
        name = "rules",
        description = "Previews, publishes and shows the rules that assign applications to organizations.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RulesCommand.Validate.class,
            RulesCommand.Preview.class,
            RulesCommand.Publish.class,
            RulesCommand.Show.class,
            RulesCommand.Diff.class
        })
public final class RulesCommand {

    private static final int INVALID = 400;
    private static final int ACCEPTED = 202;

    private static final String FILE = "The rule set, in YAML or JSON.";

    /** {@code muster rules validate}. */
    @Command(
            name = "validate",
            description = "Checks a rule set and prints its problems, one a line as PATH: MESSAGE.",
            mixinStandardHelpOptions = true)
    static final class Validate implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = FILE)
        private Path file = Path.of("");

        @Mixin
        private RuleSetOptions options = new RuleSetOptions();

        @Override
        public Integer call() {
            Answer answer = options.ruleSet().validate(RuleSetOptions.read(file));
            Printer printer = options.printer();
            boolean valid = answer.status() != INVALID;
            if (printer.isJson()) {
                ObjectNode result = JsonMapper.shared().createObjectNode().put("valid", valid);
                AssignmentApi.problems(answer.json()).forEach(result.putArray("problems")::add);
                printer.line(result.toPrettyString());
            } else if (valid) {
                printer.row("valid: " + answer.data().path("rules").asLong(0) + " rules");
            } else {
                AssignmentApi.problems(answer.json()).forEach(printer::row);
            }
            return valid ? ExitCode.OK : ExitCode.USAGE;
        }
    }

    /** {@code muster rules preview}. */
    @Command(
            name = "preview",
            description = {
                "Prints what publishing a rule set would change: counts, some of the changes, and a plan token.",
                "With --csv: every change, as CSV."
            },
            mixinStandardHelpOptions = true)
    static final class Preview implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = FILE)
        private Path file = Path.of("");

        @Option(names = "--csv", description = "Print the whole plan as CSV.")
        private boolean csv;

        @Mixin
        private PlanPrinter planPrinter = new PlanPrinter();

        @Mixin
        private RuleSetOptions options = new RuleSetOptions();

        @Override
        public Integer call() {
            Printer printer = options.printer();
            if (csv) {
                Csv.print(options.ruleSet().previewAsCsv(RuleSetOptions.read(file)), printer);
                return ExitCode.OK;
            }
            JsonNode plan = options.ruleSet().preview(RuleSetOptions.read(file));
            planPrinter.print(plan, printer);
            return ExitCode.OK;
        }
    }

    /** {@code muster rules publish}. */
    @Command(
            name = "publish",
            description = {
                "Publishes a rule set in the place of the one that is there, and waits until it is applied.",
                "On a terminal, it previews and asks first, and sends the token of the preview."
            },
            mixinStandardHelpOptions = true)
    static final class Publish implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = FILE)
        private Path file = Path.of("");

        @Option(
                names = "--preview",
                negatable = true,
                description = "Preview and ask first, or not. Default: if there is a terminal, or with --yes.")
        private @Nullable Boolean preview;

        @Mixin
        private PlanOptions planOptions = new PlanOptions();

        @Mixin
        private RunOptions runOptions = new RunOptions();

        @Mixin
        private RuleSetOptions options = new RuleSetOptions();

        @Override
        public Integer call() {
            runOptions.check();
            byte[] document = RuleSetOptions.read(file);
            RuleSetClient ruleSet = options.ruleSet();
            Printer printer = options.printer();
            Optional<Answer> present = ruleSet.find();
            Consent consent = planOptions.ask(
                    preview, () -> ruleSet.preview(document), "Publish the rules of " + ruleSet.key() + "?", printer);
            if (!consent.given()) {
                return ExitCode.REJECTED;
            }
            Answer answer = ruleSet.publish(document, present, consent.planToken());
            if (answer.status() == ACCEPTED) {
                return runOptions.finish(new RunClient(options.api()), answer.data(), printer);
            }
            printer.print(
                    answer.data(),
                    "UNCHANGED: revision " + answer.data().path("revision").asLong(0) + " of "
                            + answer.data().path("organization_id").asString("") + " has these rules");
            return ExitCode.OK;
        }
    }

    /** {@code muster rules show}. */
    @Command(
            name = "show",
            description =
                    "Prints the rule set in force, or an earlier revision, as YAML; details go to standard error.",
            mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {

        @Option(names = "--revision", paramLabel = "N", description = "This revision. Default: the one in force.")
        private @Nullable Long revision;

        @Mixin
        private RuleSetOptions options = new RuleSetOptions();

        @Override
        public Integer call() {
            if (revision != null && revision < 1) {
                throw CliException.usage("--revision must be at least 1, not " + revision);
            }
            JsonNode found = options.ruleSet().get(revision);
            Printer printer = options.printer();
            if (printer.isJson()) {
                printer.line(found.toPrettyString());
            } else {
                printer.note("revision " + found.path("revision").asLong(0) + " of "
                        + found.path("organization_id").asString("") + ", published "
                        + found.path("published_at").asString("") + " by "
                        + found.path("published_by").asString(""));
                RuleSetText.of(found.path("document")).forEach(printer::row);
            }
            return ExitCode.OK;
        }
    }

    /** {@code muster rules diff}. */
    @Command(
            name = "diff",
            description =
                    "Prints how a file differs from the rule set in force: added, removed, changed and moved rules.",
            mixinStandardHelpOptions = true)
    static final class Diff implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = FILE)
        private Path file = Path.of("");

        @Mixin
        private RuleSetOptions options = new RuleSetOptions();

        @Override
        public Integer call() {
            RuleSetClient ruleSet = options.ruleSet();
            JsonNode after = ruleSet.canonical(RuleSetOptions.read(file));
            Optional<JsonNode> present = ruleSet.find().map(Answer::data);
            long revision = present.map(set -> set.path("revision").asLong(0)).orElse(0L);
            RuleSetDiff diff = new RuleSetDiff(
                    present.map(set -> set.path("document"))
                            .orElse(JsonMapper.shared().missingNode()),
                    after);
            Printer printer = options.printer();
            if (printer.isJson()) {
                printer.line(diff.json().put("revision", revision).toPrettyString());
            } else {
                diff.lines().forEach(printer::row);
                printer.note((diff.isEmpty() ? "no differences from " : "compared with ")
                        + (revision == 0 ? "no rules" : "revision " + revision) + " of " + ruleSet.key());
            }
            return ExitCode.OK;
        }
    }
}
