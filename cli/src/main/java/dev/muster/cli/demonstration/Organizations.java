package dev.muster.cli.demonstration;

import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The demonstration's tree: one owner, two distributors, four resellers, and a customer for every five systems. */
final class Organizations {

    /** Whose this host's software is. */
    static final String OF_THIS_HOST = "org-this-host";

    /** A distributor whose branding all below it carry. */
    static final String NORTH = "org-north";

    /** A reseller that begins with its own branding at the end. */
    static final String SOUTH_RESELLER = "org-south-1";

    private static final String SOUTH = "org-south";
    private static final String OWNER = "org-owner";
    private static final int SYSTEMS_A_CUSTOMER = 5;

    private static final List<String> RESELLERS = List.of("org-north-1", SOUTH_RESELLER, "org-north-2", "org-south-2");

    private final DemonstrationSettings settings;

    Organizations(DemonstrationSettings settings) {
        this.settings = settings;
    }

    /** The customer that the simulated system belongs to. */
    static String customerOf(int system) {
        return customer((system - 1) / SYSTEMS_A_CUSTOMER);
    }

    /** From the top down. */
    List<DirectoryCommand> registrations() {
        List<DirectoryCommand> commands = new ArrayList<>();
        commands.add(register(OWNER, "Muster Demonstration", OrganizationType.OWNER, null));
        commands.add(register(NORTH, "North Distribution", OrganizationType.DISTRIBUTOR, OWNER));
        commands.add(register(SOUTH, "South Distribution", OrganizationType.DISTRIBUTOR, OWNER));
        for (String reseller : RESELLERS) {
            String parent = reseller.startsWith(NORTH) ? NORTH : SOUTH;
            commands.add(register(reseller, "Reseller " + reseller, OrganizationType.RESELLER, parent));
        }
        commands.add(register(OF_THIS_HOST, "Whose this host is", OrganizationType.CUSTOMER, RESELLERS.get(0)));
        int customers = (settings.systems() + SYSTEMS_A_CUSTOMER - 1) / SYSTEMS_A_CUSTOMER;
        for (int i = 0; i < customers; i++) {
            String parent = RESELLERS.get(i % RESELLERS.size());
            commands.add(register(customer(i), "Customer " + (i + 1), OrganizationType.CUSTOMER, parent));
        }
        return commands;
    }

    /** One reseller turns its own branding on: what its customers own follows. */
    DirectoryCommand ownBranding() {
        return command(
                SOUTH_RESELLER,
                "own-branding",
                ChangeOrganization.newBuilder()
                        .setOrganizationId(SOUTH_RESELLER)
                        .setRebrandingEnabled(true)
                        .build());
    }

    /** The id of the organization that the command is about, which is its key. */
    static String keyOf(DirectoryCommand command) {
        return command.getAction() instanceof RegisterOrganization register
                ? register.getOrganizationId()
                : ((ChangeOrganization) command.getAction()).getOrganizationId();
    }

    private static String customer(int number) {
        return String.format("org-customer-%03d", number + 1);
    }

    private DirectoryCommand register(String id, String name, OrganizationType type, @Nullable String parent) {
        return command(
                id,
                "register",
                RegisterOrganization.newBuilder()
                        .setOrganizationId(id)
                        .setLabel(id)
                        .setName(name)
                        .setType(type)
                        .setParentId(parent)
                        .setRebrandingEnabled(id.equals(NORTH))
                        .build());
    }

    private DirectoryCommand command(String id, String what, Object action) {
        return DirectoryCommand.newBuilder()
                .setCommandId(settings.id("directory", what, id))
                .setIssuedAt(settings.collectedFrom())
                .setIssuedBy(Assignments.ISSUED_BY)
                .setAction(action)
                .build();
    }
}
