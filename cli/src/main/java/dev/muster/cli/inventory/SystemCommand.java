package dev.muster.cli.inventory;

import dev.muster.cli.access.GetOptions;
import dev.muster.cli.access.ListOptions;
import dev.muster.cli.access.Resource;
import dev.muster.cli.directory.SystemChange;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Installation;
import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster system}. */
@Command(
        name = "system",
        description = "Manages systems, which agents report on.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SystemCommand.Credential.class,
            SystemChange.class,
            SystemCommand.ListAll.class,
            SystemCommand.Get.class
        })
public final class SystemCommand {

    /** {@code muster system list}. */
    @Command(
            name = "list",
            description = "Lists the systems that you may see (over HTTP).",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Option(names = "--search", paramLabel = "TEXT", description = "Only with this text in the id or the name.")
        private @Nullable String search;

        @Mixin
        private ListOptions options = new ListOptions();

        @Override
        public Integer call() {
            return options.with("search", search).list(Resource.SYSTEM);
        }
    }

    /** {@code muster system get}. */
    @Command(name = "get", description = "Shows a system (over HTTP).", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "SYSTEM", description = "The system id.")
        private String id = "";

        @Mixin
        private GetOptions options = new GetOptions();

        @Override
        public Integer call() {
            return options.get(Resource.SYSTEM, id);
        }
    }

    /** {@code muster system credential}. */
    @Command(
            name = "credential",
            description = "Manages the secret with which the agent of a system authenticates over HTTP.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            subcommands = {Create.class, Revoke.class})
    static final class Credential {}

    /** {@code muster system credential create}. */
    @Command(
            name = "create",
            description = {
                "Creates a secret and prints it; it is not shown again. Only its hash is published.",
                "Replaces the previous secret of the system."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Base URL of the ingest service in the printed command. Default: INGEST_URL, the"
                        + " context, the running ./muster local, or http://localhost:8081.")
        private @Nullable String url;

        @Mixin
        private CredentialOptions options = new CredentialOptions();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            String baseUrl = printer.isJson() ? "" : baseUrl();
            AgentSecret secret = AgentSecret.random();
            options.publish(secret.sha256());
            printer.line(printer.isJson() ? json(secret) : text(secret, baseUrl));
            return 0;
        }

        private String json(AgentSecret secret) {
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("system_id", options.system());
            result.put("secret", secret.value());
            return result.toPrettyString();
        }

        private String text(AgentSecret secret, String baseUrl) {
            return String.join(
                    System.lineSeparator(),
                    "system_id='" + options.system().replace("'", "'\\''") + "'",
                    "secret='" + secret.value() + "'",
                    "",
                    "The secret is not shown again. It becomes valid in a few seconds. On the system, run:",
                    "",
                    "print-phonehome | curl -m 180 --retry 3 -L -s --user \"$system_id:$secret\""
                            + " -H \"Content-Type: application/json\" --data-binary @- " + baseUrl
                            + "/api/systems/inventory");
        }

        private String baseUrl() {
            if (url != null) {
                return url;
            }
            Installation installation = Installation.of(command);
            String base = installation.address(Address.INGEST);
            if (installation.isDefault(Address.INGEST)) {
                printer.note("nothing names the ingest service, so the command below has " + base
                        + ": replace it, or give --url");
            }
            return base;
        }
    }

    /** {@code muster system credential revoke}. */
    @Command(name = "revoke", description = "Revokes the secret of a system.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {

        @Mixin
        private CredentialOptions options = new CredentialOptions();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            options.publish(null);
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("system_id", options.system());
            printer.print(result, "the secret of " + options.system() + " will be revoked in a few seconds");
            return 0;
        }
    }
}
