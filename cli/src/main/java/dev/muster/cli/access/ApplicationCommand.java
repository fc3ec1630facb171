package dev.muster.cli.access;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code muster application}. */
@Command(
        name = "application",
        description = "Shows applications (over HTTP); assign, unassign and rebrand change them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ApplicationCommand.ListAll.class, ApplicationCommand.Get.class})
public final class ApplicationCommand {

    /** {@code muster application list}. */
    @Command(name = "list", description = "Lists the applications that you may see.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Option(
                names = "--search",
                paramLabel = "TEXT",
                description = "Part of an id, a name, the type or the system's name.")
        private @Nullable String search;

        @Option(names = "--type", paramLabel = "TYPE", description = "Only this type (instance_of).")
        private @Nullable String type;

        @Option(names = "--application-version", paramLabel = "VERSION", description = "Only this version.")
        private @Nullable String version;

        @Option(names = "--system", paramLabel = "SYSTEM", description = "Only on this system.")
        private @Nullable String system;

        @Option(
                names = "--organization",
                paramLabel = "KEY",
                description = "Only of this owner: an id, public id, UUID or ~label.")
        private @Nullable String organization;

        @Option(names = "--status", paramLabel = "STATUS", description = "assigned or unassigned.")
        private @Nullable String status;

        @Mixin
        private ListOptions options = new ListOptions();

        @Override
        public Integer call() {
            return options.with("search", search)
                    .with("type", type)
                    .with("version", version)
                    .with("system_id", system)
                    .with("organization_id", organization)
                    .with("status", status)
                    .list(Resource.APPLICATION);
        }
    }

    /** {@code muster application get}. */
    @Command(name = "get", description = "Shows an application.", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "APPLICATION", description = "The application id, {system}_{module}.")
        private String id = "";

        @Mixin
        private GetOptions options = new GetOptions();

        @Override
        public Integer call() {
            return options.get(Resource.APPLICATION, id);
        }
    }
}
