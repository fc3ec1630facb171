package dev.muster.cli.directory;

import dev.muster.cli.directory.DirectoryOptions.Reply;
import dev.muster.directory.Membership;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.MembershipEvent;
import dev.muster.directory.MembershipRole;
import dev.muster.directory.RemoveMembership;
import dev.muster.directory.SetMembership;
import dev.muster.schemas.Topics;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster membership}. */
@Command(
        name = "membership",
        description = "Manages the organizations of users.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {MembershipsCommand.SetRoles.class, MembershipsCommand.Remove.class})
public final class MembershipsCommand {

    private static final Reply<MembershipEvent> REPLY = new Reply<>(
            Topics.DIRECTORY_MEMBERSHIPS, MembershipEvent.class, MembershipEvent::getCause, MembershipsCommand::line);

    /** {@code muster membership set}. */
    @Command(
            name = "set",
            description = "Makes a user a member of an organization with exactly these roles.",
            mixinStandardHelpOptions = true)
    static final class SetRoles implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "USER", description = "The user id.")
        private String user = "";

        @Parameters(index = "1", paramLabel = "ORGANIZATION", description = "The organization id.")
        private String organization = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                split = ",",
                defaultValue = "USER",
                description = "Any of ${COMPLETION-CANDIDATES}, comma-separated. Default: ${DEFAULT-VALUE}.")
        private List<MembershipRole> roles = List.of();

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(options, user, new SetMembership(organization, roles), organization);
        }
    }

    /** {@code muster membership remove}. */
    @Command(name = "remove", description = "Removes a user from an organization.", mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "USER", description = "The user id.")
        private String user = "";

        @Parameters(index = "1", paramLabel = "ORGANIZATION", description = "The organization id.")
        private String organization = "";

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return publish(options, user, new RemoveMembership(organization), organization);
        }
    }

    private static int publish(DirectoryOptions options, String user, Object action, @Nullable String awaited) {
        return options.publish(
                user,
                MembershipCommand.class,
                head -> MembershipCommand.newBuilder()
                        .setCommandId(head.commandId())
                        .setIssuedAt(head.issuedAt())
                        .setIssuedBy(head.issuedBy())
                        .setUserId(user)
                        .setAction(action)
                        .build(),
                REPLY,
                awaited);
    }

    private static String line(MembershipEvent event) {
        Membership after = event.getAfter();
        return event.getChange() + ": " + event.getMembershipId()
                + (after == null ? "" : " (" + names(after.getRoles()) + ")") + ", revision " + event.getRevision();
    }

    private static String names(List<MembershipRole> roles) {
        return String.join(", ", roles.stream().map(MembershipRole::name).toList());
    }
}
