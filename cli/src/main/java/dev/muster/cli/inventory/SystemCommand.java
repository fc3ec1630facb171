package dev.muster.cli.inventory;

import dev.muster.cli.json.Printer;
import dev.muster.cli.json.RecordJson;
import dev.muster.cli.kafka.LocalEnvironment;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster system}. */
@Command(
        name = "system",
        description = "Manages systems, which agents report on.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SystemCommand.Credential.class)
public final class SystemCommand {

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

        private static final String URL = "INGEST_URL";
        private static final String DEFAULT_URL = "http://localhost:8081";

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Base URL of the ingest service in the printed command. Default: " + URL
                        + ", the running ./muster local, or " + DEFAULT_URL + ".")
        private @Nullable String url;

        @Mixin
        private CredentialOptions options = new CredentialOptions();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            AgentSecret secret = AgentSecret.random();
            options.publish(secret.sha256());
            printer.line(printer.isJson() ? json(secret) : text(secret));
            return 0;
        }

        private String json(AgentSecret secret) {
            ObjectNode result = RecordJson.MAPPER.createObjectNode();
            result.put("system_id", options.system());
            result.put("secret", secret.value());
            return result.toPrettyString();
        }

        private String text(AgentSecret secret) {
            return String.join(
                    System.lineSeparator(),
                    "system_id='" + options.system().replace("'", "'\\''") + "'",
                    "secret='" + secret.value() + "'",
                    "",
                    "The secret is not shown again. It becomes valid in a few seconds. On the system, run:",
                    "",
                    "print-phonehome | curl -m 180 --retry 3 -L -s --user \"$system_id:$secret\""
                            + " -H \"Content-Type: application/json\" --data-binary @- " + baseUrl()
                            + "/api/systems/inventory");
        }

        private String baseUrl() {
            return url == null ? Objects.requireNonNullElse(LocalEnvironment.find(URL), DEFAULT_URL) : url;
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
            printer.line("the secret of " + options.system() + " will be revoked in a few seconds");
            return 0;
        }
    }
}
