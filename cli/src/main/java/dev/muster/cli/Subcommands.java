package dev.muster.cli;

import dev.muster.cli.access.ApplicationCommand;
import dev.muster.cli.access.ExportCommand;
import dev.muster.cli.access.TokenCommand;
import dev.muster.cli.assignment.AssignCommand;
import dev.muster.cli.assignment.RebrandCommand;
import dev.muster.cli.assignment.ReleaseCommand;
import dev.muster.cli.assignment.UnassignCommand;
import dev.muster.cli.context.ContextCommand;
import dev.muster.cli.directory.AssociationsCommand;
import dev.muster.cli.directory.MembershipsCommand;
import dev.muster.cli.directory.OrganizationCommand;
import dev.muster.cli.directory.UserCommand;
import dev.muster.cli.inventory.BrakeCommand;
import dev.muster.cli.inventory.CollectCommand;
import dev.muster.cli.inventory.ExplainReportCommand;
import dev.muster.cli.inventory.FreshnessCommand;
import dev.muster.cli.inventory.ReleaseWave;
import dev.muster.cli.inventory.ReportCommand;
import dev.muster.cli.inventory.SystemCommand;
import dev.muster.cli.local.LocalCommand;
import dev.muster.cli.rules.ExplainCommand;
import dev.muster.cli.rules.RulesCommand;
import dev.muster.cli.rules.RunsCommand;
import dev.muster.cli.topics.DeadLettersCommand;
import dev.muster.cli.topics.InputCommand;
import dev.muster.cli.topics.WatchCommand;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands of {@code muster}. Most of the start was spent on reading the annotations of commands that were not
 * called; those are stubs with a name and a description now, for the help of the root command and for suggestions.
 */
final class Subcommands {

    /** Name and first line of the description. */
    private record Subcommand(String name, String description) {}

    private static final String COMPLETION = "generate-completion";

    private static final List<Subcommand> ALL = List.of(
            new Subcommand(
                    "local",
                    "Runs the whole pipeline on this machine: Kafka, PostgreSQL and both services, with data under"
                            + " .muster/data."),
            new Subcommand(
                    "collect",
                    "Collects the packages and services of this host and prints the report without publishing it; with"
                            + " --every, keeps reporting."),
            new Subcommand(
                    "report", "Publishes the inventory of this host, or a report from a file, to inventory.reports."),
            new Subcommand(
                    "explain-report", "Explains what a report would change in the inventory, without publishing it."),
            new Subcommand("assign", "Assigns an application to an organization and prints the outcome."),
            new Subcommand("unassign", "Removes the owner of an application and prints the outcome."),
            new Subcommand(
                    "rebrand", "Sets or removes the rebranding override of an application and prints the outcome."),
            new Subcommand(
                    "release",
                    "Gives an application back to the rules, which a command had pinned, and prints the outcome."),
            new Subcommand(
                    "rules", "Previews, publishes and shows the rules that assign applications to organizations."),
            new Subcommand(
                    "runs", "Shows, stops, resumes and undoes runs: changes of many applications, executed in steps."),
            new Subcommand(
                    "explain", "Explains who owns an application and why: each rule in order, and what it says."),
            new Subcommand("application", "Shows applications (over HTTP); assign, unassign and rebrand change them."),
            new Subcommand(
                    "export",
                    "Exports all applications that you may see, or those of a filter, as CSV or NDJSON (over HTTP)."),
            new Subcommand(
                    "organization",
                    "Manages organizations, which own applications and form a tree: owner, distributor, reseller,"
                            + " customer."),
            new Subcommand("user", "Registers and removes users (on Kafka), and shows them (over HTTP)."),
            new Subcommand("membership", "Manages the organizations of users."),
            new Subcommand("association", "Manages the applications of an organization that it does not have to own."),
            new Subcommand(
                    "brake",
                    "Controls the brake, which holds a snapshot that would remove most applications of a system."),
            new Subcommand("system-freshness", "Sets how long a system may be silent until it is STALE and MISSING."),
            new Subcommand(
                    "release-wave",
                    "Confirms that the systems of a held wave are silent, so that they are declared STALE or MISSING."),
            new Subcommand("system", "Manages systems, which agents report on."),
            new Subcommand("token", "Manages API tokens of the assignment service."),
            new Subcommand(
                    "watch", "Follows topics and prints one line of JSON for each record, until Ctrl-C or --max."),
            new Subcommand(
                    "dead-letters", "Lists dead letters; --replay publishes them again to their original topic."),
            new Subcommand("input", "Manages the input offsets of the services."),
            new Subcommand(
                    "context",
                    "Names installations of Muster: a context has the addresses, Kafka properties and token of one"
                            + " installation."),
            new Subcommand(COMPLETION, "Generate bash/zsh completion script for muster."));

    private Subcommands() {}

    /** Adds all subcommands; those that are not needed as stubs. */
    static void addTo(CommandLine root, Set<String> needed) {
        for (Subcommand subcommand : ALL) {
            if (needed.contains(subcommand.name())) {
                root.addSubcommand(subcommand.name(), create(subcommand.name()));
            } else {
                CommandSpec stub = CommandSpec.create().name(subcommand.name());
                stub.usageMessage().description(subcommand.description());
                root.addSubcommand(subcommand.name(), stub);
            }
        }
    }

    static Set<String> all() {
        return ALL.stream().map(Subcommand::name).collect(Collectors.toSet());
    }

    /** The subcommands that the arguments may call: a completion script describes all of them. */
    static Set<String> neededFor(String... args) {
        Set<String> needed = Stream.of(args).filter(all()::contains).collect(Collectors.toSet());
        return needed.contains(COMPLETION) ? all() : needed;
    }

    private static Object create(String name) {
        return switch (name) {
            case "local" -> new LocalCommand();
            case "collect" -> new CollectCommand();
            case "report" -> new ReportCommand();
            case "explain-report" -> new ExplainReportCommand();
            case "assign" -> new AssignCommand();
            case "unassign" -> new UnassignCommand();
            case "rebrand" -> new RebrandCommand();
            case "release" -> new ReleaseCommand();
            case "rules" -> new RulesCommand();
            case "runs" -> new RunsCommand();
            case "explain" -> new ExplainCommand();
            case "application" -> new ApplicationCommand();
            case "export" -> new ExportCommand();
            case "organization" -> new OrganizationCommand();
            case "user" -> new UserCommand();
            case "membership" -> new MembershipsCommand();
            case "association" -> new AssociationsCommand();
            case "brake" -> new BrakeCommand();
            case "system-freshness" -> new FreshnessCommand();
            case "release-wave" -> new ReleaseWave();
            case "system" -> new SystemCommand();
            case "token" -> new TokenCommand();
            case "watch" -> new WatchCommand();
            case "dead-letters" -> new DeadLettersCommand();
            case "input" -> new InputCommand();
            case "context" -> new ContextCommand();
            case COMPLETION -> new GenerateCompletion();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
