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
        description = "Systems are what agents report on.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SystemCommand.Credential.class)
public final class SystemCommand {

    /** {@code muster system credential}. */
    @Command(
            name = "credential",
            description = "The secret that a system's agent sends its inventory with, by HTTP.",
            mixinStandardHelpOptions = true,
            synopsisSubcommandLabel = "COMMAND",
            subcommands = {Create.class, Revoke.class})
    static final class Credential {}

    /** {@code muster system credential create}. */
    @Command(
            name = "create",
            description = {
                "Makes a secret and prints it, once. Only its hash leaves this machine.",
                "A secret that the system had before ends at once."
            },
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        private static final String URL = "INGEST_URL";
        private static final String DEFAULT_URL = "http://localhost:8081";

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where the agent finds the ingest service, for the line to copy; else the environment's "
                        + URL + ", else what ./muster local runs, else " + DEFAULT_URL + ".")
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
            ObjectNode answer = RecordJson.MAPPER.createObjectNode();
            answer.put("system_id", options.system());
            answer.put("secret", secret.value());
            return answer.toPrettyString();
        }

        private String text(AgentSecret secret) {
            return String.join(
                    System.lineSeparator(),
                    "system_id='" + options.system().replace("'", "'\\''") + "'",
                    "secret='" + secret.value() + "'",
                    "",
                    "The secret is shown this once, and is good in a moment. On the system:",
                    "",
                    "print-phonehome | curl -m 180 --retry 3 -L -s --user \"$system_id:$secret\""
                            + " -H \"Content-Type: application/json\" --data-binary @- " + base()
                            + "/api/systems/inventory");
        }

        private String base() {
            return url == null ? Objects.requireNonNullElse(LocalEnvironment.find(URL), DEFAULT_URL) : url;
        }
    }

    /** {@code muster system credential revoke}. */
    @Command(name = "revoke", description = "Ends the system's secret.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {

        @Mixin
        private CredentialOptions options = new CredentialOptions();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            options.publish(null);
            printer.line("the secret of " + options.system() + " ends in a moment");
            return 0;
        }
    }
}
