package dev.muster.cli.demonstration;

import dev.muster.assignment.AssignmentCommand;
import dev.muster.cli.collect.HostInventory;
import dev.muster.cli.collect.HostName;
import dev.muster.cli.kafka.Publisher;
import dev.muster.cli.terminal.ProgressSteps;
import dev.muster.directory.DirectoryCommand;
import dev.muster.inventory.InventoryReport;
import dev.muster.schemas.SingleObjectCodec;
import dev.muster.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Uses everything that Muster does, on this host for real and on a simulated fleet beside it. It may be run again on
 * the same data: then it shows that repeats change nothing.
 */
public final class Demonstration {

    private final SingleObjectCodec<InventoryReport> reports = SingleObjectCodec.of(InventoryReport.class);
    private final SingleObjectCodec<AssignmentCommand> commands = SingleObjectCodec.of(AssignmentCommand.class);
    private final SingleObjectCodec<DirectoryCommand> directory = SingleObjectCodec.of(DirectoryCommand.class);
    private final Pipeline pipeline;
    private final ProgressSteps steps;
    private final PipelineQuiescence settling;
    private final Fleet fleet;
    private final Organizations organizations;
    private final Assignments assignments;

    /** A demonstration that has not begun. */
    public Demonstration(DemonstrationSettings settings, Pipeline pipeline, ProgressSteps steps) {
        this.pipeline = pipeline;
        this.steps = steps;
        this.settling = new PipelineQuiescence(pipeline, steps);
        this.fleet = new Fleet(settings);
        this.organizations = new Organizations(settings);
        this.assignments = new Assignments(settings, fleet);
    }

    /** Runs it all; what came of it is for {@link Summary} to say. */
    public Shown run() throws Exception {
        Instant since = Instant.now();
        InventoryReport host = HostInventory.collect(HostName.get(), true);
        try (Publisher publisher = Publisher.open(pipeline.kafka())) {
            steps.run("Registering organizations", () -> register(publisher));
            steps.run("Assigning an application that no report has had yet", () -> {
                return command(publisher, List.of(assignments.beforeDiscovery()));
            });
            steps.run("Inventorying this host and the simulated fleet", () -> {
                return report(publisher, concat(List.of(host), fleet.firstRound()));
            });
            steps.run("Assigning what they run to organizations", () -> {
                return command(publisher, concat(assignments.ofFleet(), Assignments.ofThisHost(host)));
            });
            steps.run("Reporting updates and removals", () -> report(publisher, fleet.secondRound()));
            steps.run("Reporting returns, and one system that lost nearly everything", () -> {
                return report(publisher, fleet.thirdRound());
            });
            steps.run("Reporting late, twice, and once what is not valid", () -> {
                return report(publisher, concat(concat(fleet.late(), fleet.duplicates()), List.of(fleet.invalid())));
            });
            steps.run("Overriding rebranding, and commands that are refused", () -> {
                return command(publisher, concat(assignments.overrides(), assignments.refused()));
            });
            steps.run("Turning on a reseller's own branding", () -> {
                publish(publisher, organizations.ownBranding());
                publisher.flush();
                settling.await();
                return "what its customers own has followed";
            });
        }
        return new Shown(host.getSystemId(), fleet.systems().size(), since);
    }

    /**
     * What was shown.
     *
     * @param host this host's system id
     * @param simulated how many systems were simulated
     * @param since when it began
     */
    public record Shown(String host, int simulated, Instant since) {}

    private String register(Publisher publisher) throws Exception {
        List<DirectoryCommand> registrations = organizations.registrations();
        registrations.forEach(command -> publish(publisher, command));
        publisher.flush();
        settling.await();
        return registrations.size() + " organizations";
    }

    private void publish(Publisher publisher, DirectoryCommand command) {
        publisher.publishLater(Topics.DIRECTORY_COMMANDS, Organizations.keyOf(command), directory.encode(command));
    }

    private String report(Publisher publisher, List<InventoryReport> batch) throws Exception {
        for (InventoryReport report : batch) {
            publisher.publishLater(Topics.INVENTORY_REPORTS, report.getSystemId(), reports.encode(report));
        }
        publisher.flush();
        settling.await();
        int applications = batch.stream()
                .mapToInt(report -> report.getApplications().size())
                .sum();
        return batch.size() + " reports with " + applications + " applications";
    }

    private String command(Publisher publisher, List<AssignmentCommand> batch) throws Exception {
        for (AssignmentCommand command : batch) {
            publisher.publishLater(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId(), commands.encode(command));
        }
        publisher.flush();
        settling.await();
        return batch.size() == 1 ? "1 command" : batch.size() + " commands";
    }

    private static <T> List<T> concat(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toCollection(ArrayList::new));
    }
}
