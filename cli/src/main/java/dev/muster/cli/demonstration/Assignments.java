package dev.muster.cli.demonstration;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.DisableRebranding;
import dev.muster.assignment.EnableRebranding;
import dev.muster.assignment.InheritRebranding;
import dev.muster.assignment.WhenUnknown;
import dev.muster.inventory.InventoryReport;
import dev.muster.inventory.ReportedApplication;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demonstration's commands about applications. Those about the simulated fleet are the same every time. */
final class Assignments {

    static final String ISSUED_BY = "demonstration";

    private static final long NEVER_REACHED = 1_000_000;

    private final DemonstrationSettings settings;
    private final Fleet fleet;

    Assignments(DemonstrationSettings settings, Fleet fleet) {
        this.settings = settings;
        this.fleet = fleet;
    }

    /** For an application that no report has had yet. */
    AssignmentCommand beforeDiscovery() {
        FleetSystem system = fleet.systems().get(FleetSystem.AWAITED - 1);
        String application = application(system, FleetSystem.awaited());
        return command(application, "wait", assign(Organizations.customerOf(system.number())), null, WhenUnknown.WAIT);
    }

    /** What people use on nine of ten systems goes to the customer that the system belongs to. */
    List<AssignmentCommand> ofFleet() {
        List<AssignmentCommand> commands = new ArrayList<>();
        for (FleetSystem system : fleet.systems()) {
            if (system.number() % 10 != 9) {
                for (Module module : system.firstRound()) {
                    if (module.entry().userFacing()) {
                        commands.add(
                                simple(system, module, "assign", assign(Organizations.customerOf(system.number()))));
                    }
                }
            }
        }
        return commands;
    }

    /** All of this host, for real: these commands are new ones every time. */
    static List<AssignmentCommand> ofThisHost(InventoryReport report) {
        List<AssignmentCommand> commands = new ArrayList<>();
        for (ReportedApplication one : report.getApplications()) {
            commands.add(AssignmentCommand.newBuilder()
                    .setCommandId(UUID.randomUUID())
                    .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                    .setIssuedBy(ISSUED_BY)
                    .setApplicationId(report.getSystemId() + "_" + one.getModuleId())
                    .setAction(assign(Organizations.OF_THIS_HOST))
                    .build());
        }
        return commands;
    }

    /** Overrides of rebranding, in their order. */
    List<AssignmentCommand> overrides() {
        List<AssignmentCommand> commands = new ArrayList<>();
        for (FleetSystem system : fleet.systems()) {
            Module module = system.firstRound().get(system.firstRound().size() - 2);
            switch (system.number() % 10) {
                case 0 -> commands.add(simple(system, module, "enable", new EnableRebranding((String) null)));
                case 1 -> commands.add(simple(system, module, "disable", new DisableRebranding()));
                case 2 -> commands.add(simple(system, module, "north", new EnableRebranding(Organizations.NORTH)));
                default -> {}
            }
            if (system.number() % 20 == 10) {
                commands.add(simple(system, module, "inherit", new InheritRebranding()));
            }
        }
        return commands;
    }

    /** One with a revision that nobody has, one for an unknown organization, one for an unknown application. */
    List<AssignmentCommand> refused() {
        FleetSystem system = fleet.systems().get(0);
        String application = application(system, system.firstRound().get(0));
        AssignOrganization known = assign(Organizations.NORTH);
        return List.of(
                command(application, "conflict", known, NEVER_REACHED, WhenUnknown.REJECT),
                command(application, "unknown-organization", assign("org-nobody"), null, WhenUnknown.REJECT),
                command(system.id() + "_unknown1", "unknown-application", known, null, WhenUnknown.REJECT));
    }

    private AssignmentCommand simple(FleetSystem system, Module module, String what, Object action) {
        return command(application(system, module), what, action, null, WhenUnknown.REJECT);
    }

    private AssignmentCommand command(
            String application, String what, Object action, @Nullable Long expected, WhenUnknown whenUnknown) {
        return AssignmentCommand.newBuilder()
                .setCommandId(settings.id("assignment", what, application))
                .setIssuedAt(settings.collectedFrom())
                .setIssuedBy(ISSUED_BY)
                .setApplicationId(application)
                .setExpectedRevision(expected)
                .setWhenUnknown(whenUnknown)
                .setAction(action)
                .build();
    }

    private static AssignOrganization assign(String organization) {
        return new AssignOrganization(organization);
    }

    private static String application(FleetSystem system, Module module) {
        return system.id() + "_" + module.id();
    }
}
