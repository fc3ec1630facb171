package dev.muster.cli.directory;

import dev.muster.cli.access.GetOptions;
import dev.muster.cli.access.ListOptions;
import dev.muster.cli.access.Resource;
import dev.muster.directory.MembershipCommand;
import dev.muster.directory.RegisterUser;
import dev.muster.directory.RemoveUserCommand;
import dev.muster.directory.UserEvent;
import dev.muster.schemas.Topics;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster user}. */
@Command(
        name = "user",
        description = "Registers and removes users (on Kafka), and shows them (over HTTP).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UserCommand.Register.class,
            UserCommand.Remove.class,
            UserCommand.ListAll.class,
            UserCommand.Get.class
        })
public final class UserCommand {

    private static final DirectoryOptions.Reply<UserEvent> REPLY = new DirectoryOptions.Reply<>(
            Topics.DIRECTORY_USERS, UserEvent.class, UserEvent::getCause, UserCommand::line);

    /** {@code muster user register}. */
    @Command(name = "register", description = "Registers a user.", mixinStandardHelpOptions = true)
    static final class Register implements Callable<Integer> {

        @Parameters(paramLabel = "USER", description = "The user id: letters, digits and ._@:+-, at most 128.")
        private String id = "";

        @Option(
                names = "--home",
                paramLabel = "ORGANIZATION",
                description = "The organization that administers the user. Default: platform administrators only.")
        private @Nullable String home;

        @Option(names = "--admin", description = "The user is an administrator.")
        private boolean admin;

        @Option(names = "--active", description = "The user is active.")
        private boolean active;

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return options.publish(
                    id,
                    MembershipCommand.class,
                    head -> MembershipCommand.newBuilder()
                            .setCommandId(head.commandId())
                            .setIssuedAt(head.issuedAt())
                            .setIssuedBy(head.issuedBy())
                            .setUserId(id)
                            .setAction(new RegisterUser(home, admin, active))
                            .build(),
                    REPLY,
                    home);
        }
    }

    /** {@code muster user remove}. */
    @Command(
            name = "remove",
            description = "Removes a user after its memberships. It can be registered again.",
            mixinStandardHelpOptions = true)
    static final class Remove implements Callable<Integer> {

        @Parameters(paramLabel = "USER", description = "The user id.")
        private String id = "";

        @Mixin
        private DirectoryOptions options = new DirectoryOptions();

        @Override
        public Integer call() {
            return options.publish(
                    id,
                    RemoveUserCommand.class,
                    head -> new RemoveUserCommand(head.commandId(), head.issuedAt(), head.issuedBy(), id),
                    REPLY,
                    null);
        }
    }

    private static String line(UserEvent event) {
        return event.getChange() + ": " + event.getUserId() + " ("
                + (event.getAfter().getHomeOrganizationId() == null
                        ? "no home organization"
                        : "home organization " + event.getAfter().getHomeOrganizationId())
                + (event.getAfter().getAdmin() ? ", administrator" : "")
                + (event.getAfter().getActive() ? ", active" : ", not active") + "), revision "
                + event.getRevision();
    }

    /** {@code muster user list}. */
    @Command(name = "list", description = "Lists the users that you may see.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private ListOptions options = new ListOptions();

        @Override
        public Integer call() {
            return options.list(Resource.USER);
        }
    }

    /** {@code muster user get}. */
    @Command(name = "get", description = "Shows a user.", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "USER", description = "The user id.")
        private String id = "";

        @Mixin
        private GetOptions options = new GetOptions();

        @Override
        public Integer call() {
            return options.get(Resource.USER, id);
        }
    }
}
