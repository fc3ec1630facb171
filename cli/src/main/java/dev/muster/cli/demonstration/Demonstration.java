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
 * Demonstrates all features on the inventory of this host and on a simulated fleet. Running it again on the same data
 * shows that repeated messages change nothing.
 */
public final class Demonstration {

    private final SingleObjectCodec<InventoryReport> reports = SingleObjectCodec.of(InventoryReport.class);
    private final SingleObjectCodec<AssignmentCommand> commands = SingleObjectCodec.of(AssignmentCommand.class);
    private final SingleObjectCodec<DirectoryCommand> directory = SingleObjectCodec.of(DirectoryCommand.class);
    private final Pipeline pipeline;
    private final ProgressSteps steps;
    private final PipelineQuiescence quiescence;
    private final Fleet fleet;
    private final Organizations organizations;
    private final Assignments assignments;

    public Demonstration(DemonstrationSettings settings, Pipeline pipeline, ProgressSteps steps) {
        this.pipeline = pipeline;
        this.steps = steps;
        this.quiescence = new PipelineQuiescence(pipeline, steps);
        this.fleet = new Fleet(settings);
        this.organizations = new Organizations(settings);
        this.assignments = new Assignments(settings, fleet);
    }

    /** Runs all steps; {@link Summary} prints the results. */
    public Run run() throws Exception {
        Instant since = Instant.now();
        InventoryReport host = HostInventory.collect(HostName.get(), true);
        try (Publisher publisher = Publisher.open(pipeline.kafka())) {
            steps.run("Registering organizations", () -> register(publisher));
            steps.run("Assigning an application before it is discovered", () -> {
                return command(publisher, List.of(assignments.assignBeforeDiscovery()));
            });
            steps.run("Reporting this host and the simulated fleet", () -> {
                return report(publisher, concat(List.of(host), fleet.firstRound()));
            });
            steps.run("Assigning applications to organizations", () -> {
                return command(publisher, concat(assignments.assignFleet(), Assignments.assignThisHost(host)));
            });
            Rules rules = new Rules(pipeline, steps, host.getSystemId());
            steps.run("Previewing and publishing rules for what is left", () -> {
                String result = rules.publish();
                quiescence.await();
                return result;
            });
            FleetSystem first = fleet.systems().get(0);
            steps.run("Explaining an owner", () -> {
                return rules.explain(
                        first.id() + "_" + first.firstRound().get(0).id());
            });
            steps.run("Reporting updates and removals", () -> report(publisher, fleet.secondRound()));
            steps.run("Reporting returns and a mass removal", () -> {
                return report(publisher, fleet.thirdRound());
            });
            steps.run("Sending late, duplicate and invalid reports", () -> {
                return report(publisher, concat(concat(fleet.late(), fleet.duplicates()), List.of(fleet.invalid())));
            });
            steps.run("Overriding rebranding and sending commands that are rejected", () -> {
                return command(publisher, concat(assignments.overrideRebranding(), assignments.rejected()));
            });
            steps.run("Enabling the branding of a reseller", () -> {
                publish(publisher, organizations.enableResellerBranding());
                publisher.flush();
                quiescence.await();
                return "applied to the applications of its customers";
            });
        }
        return new Run(host.getSystemId(), fleet.systems().size(), since);
    }

    /**
     * The result of a run.
     *
     * @param host the system id of this host
     * @param simulated the number of simulated systems
     * @param since when the run started
     */
    public record Run(String host, int simulated, Instant since) {}

    private String register(Publisher publisher) throws Exception {
        List<DirectoryCommand> registrations = organizations.registrations();
        registrations.forEach(command -> publish(publisher, command));
        publisher.flush();
        quiescence.await();
        return registrations.size() + " organizations";
    }

    private void publish(Publisher publisher, DirectoryCommand command) {
        publisher.publishAsync(Topics.DIRECTORY_COMMANDS, Organizations.keyOf(command), directory.encode(command));
    }

    private String report(Publisher publisher, List<InventoryReport> batch) throws Exception {
        for (InventoryReport report : batch) {
            publisher.publishAsync(Topics.INVENTORY_REPORTS, report.getSystemId(), reports.encode(report));
        }
        publisher.flush();
        quiescence.await();
        int applications = batch.stream()
                .mapToInt(report -> report.getApplications().size())
                .sum();
        return batch.size() + " reports with " + applications + " applications";
    }

    private String command(Publisher publisher, List<AssignmentCommand> batch) throws Exception {
        for (AssignmentCommand command : batch) {
            publisher.publishAsync(Topics.ASSIGNMENT_COMMANDS, command.getApplicationId(), commands.encode(command));
        }
        publisher.flush();
        quiescence.await();
        return batch.size() == 1 ? "1 command" : batch.size() + " commands";
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).collect(Collectors.toCollection(ArrayList::new));
    }
}
