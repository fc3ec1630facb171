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

/** The assignment commands of the demonstration. Those for the simulated fleet are the same in every run. */
final class Assignments {

    static final String ISSUED_BY = "demonstration";

    private static final long UNUSED_REVISION = 1_000_000;

    private final DemonstrationSettings settings;
    private final Fleet fleet;

    Assignments(DemonstrationSettings settings, Fleet fleet) {
        this.settings = settings;
        this.fleet = fleet;
    }

    /** Assigns an application that no report contains yet. */
    AssignmentCommand assignBeforeDiscovery() {
        FleetSystem system = fleet.systems().get(FleetSystem.PRE_ASSIGNED - 1);
        String application = application(system, FleetSystem.preAssignedModule());
        return command(application, "wait", assign(Organizations.customerOf(system.number())), null, WhenUnknown.WAIT);
    }

    /** Assigns the user-facing applications of nine out of ten systems to the customer of the system. */
    List<AssignmentCommand> assignFleet() {
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

    /** Assigns the packages of this host; the command ids are new in every run. Its services are left to the rules. */
    static List<AssignmentCommand> assignThisHost(InventoryReport report) {
        List<AssignmentCommand> commands = new ArrayList<>();
        for (ReportedApplication reported : report.getApplications()) {
            if (reported.getInstanceOf().equals(Rules.SERVICE)) {
                continue;
            }
            commands.add(AssignmentCommand.newBuilder()
                    .setCommandId(UUID.randomUUID())
                    .setIssuedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                    .setIssuedBy(ISSUED_BY)
                    .setApplicationId(report.getSystemId() + "_" + reported.getModuleId())
                    .setAction(assign(Organizations.THIS_HOST))
                    .build());
        }
        return commands;
    }

    /** Rebranding overrides, in order. */
    List<AssignmentCommand> overrideRebranding() {
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

    /** Commands with a wrong revision, an unknown organization and an unknown application. */
    List<AssignmentCommand> rejected() {
        FleetSystem system = fleet.systems().get(0);
        String application = application(system, system.firstRound().get(0));
        AssignOrganization known = assign(Organizations.NORTH);
        return List.of(
                command(application, "conflict", known, UNUSED_REVISION, WhenUnknown.REJECT),
                command(application, "unknown-organization", assign("org-nobody"), null, WhenUnknown.REJECT),
                command(system.id() + "_unknown1", "unknown-application", known, null, WhenUnknown.REJECT));
    }

    private AssignmentCommand simple(FleetSystem system, Module module, String kind, Object action) {
        return command(application(system, module), kind, action, null, WhenUnknown.REJECT);
    }

    private AssignmentCommand command(
            String application, String kind, Object action, @Nullable Long expectedRevision, WhenUnknown whenUnknown) {
        return AssignmentCommand.newBuilder()
                .setCommandId(settings.id("assignment", kind, application))
                .setIssuedAt(settings.collectedFrom())
                .setIssuedBy(ISSUED_BY)
                .setApplicationId(application)
                .setExpectedRevision(expectedRevision)
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
