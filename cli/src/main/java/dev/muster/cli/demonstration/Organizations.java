package dev.muster.cli.demonstration;

import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The organization tree of the demonstration: one owner, two distributors, four resellers, one customer per five
 * systems.
 */
final class Organizations {

    /** Owner of the applications of this host. */
    static final String THIS_HOST = "org-this-host";

    /** A distributor whose rebranding applies to all its descendants. */
    static final String NORTH = "org-north";

    /** A distributor without rebranding. */
    static final String SOUTH = "org-south";

    /** A reseller whose rebranding is enabled in the last step. */
    static final String SOUTH_RESELLER = "org-south-1";

    private static final String OWNER = "org-owner";
    private static final int SYSTEMS_PER_CUSTOMER = 5;

    private static final List<String> RESELLERS = List.of("org-north-1", SOUTH_RESELLER, "org-north-2", "org-south-2");

    private final DemonstrationSettings settings;

    Organizations(DemonstrationSettings settings) {
        this.settings = settings;
    }

    /** The customer of a simulated system. */
    static String customerOf(int system) {
        return customer((system - 1) / SYSTEMS_PER_CUSTOMER);
    }

    /** Registrations, parents first. */
    List<DirectoryCommand> registrations() {
        List<DirectoryCommand> commands = new ArrayList<>();
        commands.add(register(OWNER, "Muster Demonstration", OrganizationType.OWNER, null));
        commands.add(register(NORTH, "North Distribution", OrganizationType.DISTRIBUTOR, OWNER));
        commands.add(register(SOUTH, "South Distribution", OrganizationType.DISTRIBUTOR, OWNER));
        for (String reseller : RESELLERS) {
            String parent = reseller.startsWith(NORTH) ? NORTH : SOUTH;
            commands.add(register(reseller, "Reseller " + reseller, OrganizationType.RESELLER, parent));
        }
        commands.add(register(THIS_HOST, "Whose this host is", OrganizationType.CUSTOMER, RESELLERS.get(0)));
        int customers = (settings.systems() + SYSTEMS_PER_CUSTOMER - 1) / SYSTEMS_PER_CUSTOMER;
        for (int i = 0; i < customers; i++) {
            String parent = RESELLERS.get(i % RESELLERS.size());
            commands.add(register(customer(i), "Customer " + (i + 1), OrganizationType.CUSTOMER, parent));
        }
        return commands;
    }

    /** Enables rebranding for one reseller, which propagates to its customers. */
    DirectoryCommand enableResellerBranding() {
        return command(
                SOUTH_RESELLER,
                "own-branding",
                ChangeOrganization.newBuilder()
                        .setOrganizationId(SOUTH_RESELLER)
                        .setRebrandingEnabled(true)
                        .build());
    }

    /** The record key of the command: its organization id. */
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

    private DirectoryCommand command(String id, String kind, Object action) {
        return DirectoryCommand.newBuilder()
                .setCommandId(settings.id("directory", kind, id))
                .setIssuedAt(settings.collectedFrom())
                .setIssuedBy(Assignments.ISSUED_BY)
                .setAction(action)
                .build();
    }
}
