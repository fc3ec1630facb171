package dev.muster.cli.directory;

import dev.muster.cli.access.GetOptions;
import dev.muster.cli.access.ListOptions;
import dev.muster.cli.access.Resource;
import dev.muster.directory.ChangeOrganization;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.directory.DirectoryChange;
import dev.muster.directory.DirectoryCommand;
import dev.muster.directory.Organization;
import dev.muster.directory.OrganizationEvent;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import dev.muster.schemas.Topics;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster organization}. */
@Command(
        name = "organization",
        description =
                "Manages organizations, which own applications and form a tree: owner, distributor, reseller, customer.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            OrganizationCommand.Register.class,
            OrganizationCommand.Change.class,
            OrganizationCommand.Delete.class,
            OrganizationCommand.ListAll.class,
            OrganizationCommand.Get.class
        })
public final class OrganizationCommand {

    private static final DirectoryOptions.Reply<OrganizationEvent> REPLY = new DirectoryOptions.Reply<>(
            Topics.DIRECTORY_ORGANIZATIONS,
            OrganizationEvent.class,
            OrganizationEvent::getCause,
            OrganizationCommand::line);

    /** {@code muster organization register}. */
    @Command(name = "register", description = "Registers an organization.", mixinStandardHelpOptions = true)
    static final class Register implements Callable<Integer> {

        @Parameters(paramLabel = "ORGANIZATION", description = "The organization id.")
        private String id = "";

        @Option(names = "--label", description = "Unique label of letters, digits and _.:-. Default: the id.")
        private @Nullable String label;

        @Option(names = "--name", required = true, description = "The display name.")
        private String name = "";

        @Option(names = "--type", required = true, description = "One of ${COMPLETION-CANDIDATES}.")
        private OrganizationType type = OrganizationType.CUSTOMER;

        @Option(
                names = "--parent",
                paramLabel = "ORGANIZATION",
                description = "The parent organization; none for an owner.")
        private @Nullable String parent;

        @Option(names = "--rebranding", description = "Rebrand its applications and those of its descendants.")
        private boolean rebranding;

        @Option(names = "--inactive", description = "Applications cannot be assigned to it.")
        private boolean inactive;

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(
                    options,
                    id,
                    RegisterOrganization.newBuilder()
                            .setOrganizationId(id)
                            .setLabel(label == null ? id : label)
                            .setName(name)
                            .setType(type)
                            .setParentId(parent)
                            .setRebrandingEnabled(rebranding)
                            .setActive(!inactive)
                            .build());
        }
    }

    /** {@code muster organization change}. */
    @Command(
            name = "change",
            description = "Changes the given attributes of an organization.",
            mixinStandardHelpOptions = true)
    static final class Change implements Callable<Integer> {

        @Parameters(paramLabel = "ORGANIZATION", description = "The organization id.")
        private String id = "";

        @Option(names = "--label", description = "Unique label of letters, digits and _.:-.")
        private @Nullable String label;

        @Option(names = "--name", description = "The display name.")
        private @Nullable String name;

        @Option(names = "--parent", paramLabel = "ORGANIZATION", description = "The parent organization.")
        private @Nullable String parent;

        @Option(names = "--rebranding", negatable = true, description = "Whether to rebrand its applications.")
        private @Nullable Boolean rebranding;

        @Option(names = "--active", negatable = true, description = "Whether applications can be assigned to it.")
        private @Nullable Boolean active;

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(
                    options,
                    id,
                    ChangeOrganization.newBuilder()
                            .setOrganizationId(id)
                            .setLabel(label)
                            .setName(name)
                            .setParentId(parent)
                            .setRebrandingEnabled(rebranding)
                            .setActive(active)
                            .build());
        }
    }

    /** {@code muster organization delete}. Its last event comes when nothing refers to it any more. */
    @Command(
            name = "delete",
            description = {
                "Deletes an organization that has none below it.",
                "Its applications are unassigned, its memberships and associations end. Its id is never used again."
            },
            mixinStandardHelpOptions = true)
    static final class Delete implements Callable<Integer> {

        @Parameters(paramLabel = "ORGANIZATION", description = "The organization id.")
        private String id = "";

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return options.publish(
                    id,
                    DeleteOrganizationCommand.class,
                    head -> new DeleteOrganizationCommand(head.commandId(), head.issuedAt(), head.issuedBy(), id),
                    REPLY,
                    null);
        }
    }

    /** {@code muster organization list}. */
    @Command(
            name = "list",
            description = "Lists the organizations that you may see (over HTTP).",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Option(names = "--name", paramLabel = "TEXT", description = "Only with this text in the name.")
        private @Nullable String name;

        @Option(names = "--type", description = "Only this type: one of ${COMPLETION-CANDIDATES}.")
        private @Nullable OrganizationType type;

        @Mixin
        private ListOptions options = new ListOptions();

        @Override
        public Integer call() {
            return options.with("name__icontains", name)
                    .with("type", type == null ? null : type.name().toLowerCase(Locale.ROOT))
                    .list(Resource.ORGANIZATION);
        }
    }

    /** {@code muster organization get}. */
    @Command(name = "get", description = "Shows an organization (over HTTP).", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "ORGANIZATION", description = "An id, public id, UUID or ~label.")
        private String key = "";

        @Mixin
        private GetOptions options = new GetOptions();

        @Override
        public Integer call() {
            return options.get(Resource.ORGANIZATION, key);
        }
    }

    private static int publish(DirectoryOptions options, String organizationId, Object action) {
        return options.publish(
                organizationId,
                DirectoryCommand.class,
                head -> DirectoryCommand.newBuilder()
                        .setCommandId(head.commandId())
                        .setIssuedAt(head.issuedAt())
                        .setIssuedBy(head.issuedBy())
                        .setAction(action)
                        .build(),
                REPLY,
                organizationId);
    }

    private static String line(OrganizationEvent event) {
        Organization after = event.getAfter();
        return event.getChange() + ": " + after.getOrganizationId() + " (" + after.getType() + " " + after.getName()
                + (after.getParentId() == null ? "" : ", below " + after.getParentId())
                + (after.getRebrandingEnabled() ? ", rebranding" : ", no rebranding")
                + (after.getActive() ? "" : ", inactive") + "), revision " + event.getRevision()
                + (event.getChange() != DirectoryChange.CHANGED
                        ? ""
                        : ", changed " + String.join(", ", event.getChanged()));
    }
}
