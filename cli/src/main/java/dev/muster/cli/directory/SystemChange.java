package dev.muster.cli.directory;

import dev.muster.cli.directory.DirectoryOptions.Reply;
import dev.muster.cli.failure.CliException;
import dev.muster.directory.SystemCommand;
import dev.muster.directory.SystemEvent;
import dev.muster.schemas.Topics;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster system change}. */
@Command(
        name = "change",
        description = {
            "Changes the name or the owner of a system.",
            "When the owner changes, the applications of the system are unassigned, except those that the new owner has."
        },
        mixinStandardHelpOptions = true)
public final class SystemChange implements Callable<Integer> {

    private static final Reply<SystemEvent> REPLY =
            new Reply<>(Topics.DIRECTORY_SYSTEMS, SystemEvent.class, SystemEvent::getCause, SystemChange::line);

    @Parameters(paramLabel = "SYSTEM", description = "The system id.")
    private String id = "";

    @Option(names = "--name", description = "The display name.")
    private @Nullable String name;

    @ArgGroup
    private @Nullable Owner owner;

    @Mixin
    private DirectoryOptions options = new DirectoryOptions();

    /** At most one of these options is given. */
    static final class Owner {

        @Option(names = "--organization", paramLabel = "ORGANIZATION", description = "The new owner.")
        private @Nullable String organization;

        @Option(names = "--no-organization", description = "Removes the owner.")
        private boolean release;
    }

    @Override
    public Integer call() {
        if (name == null && owner == null) {
            throw CliException.usage("nothing to change: give --name, --organization or --no-organization");
        }
        String organization = owner == null ? null : owner.organization;
        return options.publish(
                id,
                SystemCommand.class,
                head -> SystemCommand.newBuilder()
                        .setCommandId(head.commandId())
                        .setIssuedAt(head.issuedAt())
                        .setIssuedBy(head.issuedBy())
                        .setSystemId(id)
                        .setName(name)
                        .setOrganizationId(organization)
                        .setReleaseOrganization(owner != null && owner.release)
                        .build(),
                REPLY,
                organization);
    }

    private static String line(SystemEvent event) {
        String owner = event.getAfter().getOrganizationId();
        return event.getChange() + ": " + event.getSystemId() + " ("
                + (event.getAfter().getName() == null
                        ? "no name"
                        : event.getAfter().getName()) + ", "
                + (owner == null ? "no owner" : "owned by " + owner) + "), revision " + event.getRevision();
    }
}
