package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.terminal.TerminalText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code muster token}. */
@Command(
        name = "token",
        description = {
            "Manages API tokens of the assignment service.",
            "Authenticates with MUSTER_TOKEN, from the environment or from the running ./muster local."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            TokenCommand.Create.class,
            TokenCommand.ListAll.class,
            TokenCommand.Get.class,
            TokenCommand.Revoke.class
        })
public final class TokenCommand {

    private static final String PATH = "/api/tokens";
    private static final int PAGE_SIZE = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final int MAX_HOURS = 366 * 24;

    /** {@code muster token create}. */
    @Command(
            name = "create",
            description = "Creates a token and prints it; it is not shown again. Details go to standard error.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {

        @Parameters(paramLabel = "NAME", description = "A name that describes the purpose of the token.")
        private String name = "";

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                required = true,
                split = ",",
                description = "Scopes, such as read:applications,manage:applications; or platform:admin.")
        private List<String> scopes = new ArrayList<>();

        @Option(
                names = "--organization",
                paramLabel = "KEY",
                description = "Owner of the token: an id, public id, UUID or ~label. Default: your own organization.")
        private @Nullable String organization;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "90",
                description = "Validity in days, 1 to 366. Default: ${DEFAULT-VALUE}.")
        private int days;

        @Option(
                names = "--hours",
                paramLabel = "N",
                description = "Validity in hours, 1 to 8784, instead of days: short-lived tokens are safer on topics.")
        private @Nullable Integer hours;

        @Mixin
        private ServiceApi service = new ServiceApi();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            ObjectNode body = JSON.createObjectNode();
            body.put("name", name);
            if (organization != null) {
                body.put("organization_id", organization);
            }
            ArrayNode requestedScopes = body.putArray("scopes");
            scopes.forEach(requestedScopes::add);
            if (hours == null) {
                body.put("expires_in_days", days);
            } else if (hours < 1 || hours > MAX_HOURS) {
                throw CliException.usage("--hours must be 1 to " + MAX_HOURS + ", not " + hours);
            } else {
                body.put(
                        "expires_at",
                        Instant.now().plus(Duration.ofHours(hours)).toString());
            }
            JsonNode created = service.call("POST", PATH, body);
            if (printer.isJson()) {
                printer.line(created.toPrettyString());
            } else {
                printer.note(TerminalText.inLine(line(created)));
                printer.line(created.path("token").asString(""));
            }
            return ExitCode.OK;
        }
    }

    /** {@code muster token list}. */
    @Command(
            name = "list",
            description = "Lists the tokens that you may see, newest first.",
            mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {

        @Mixin
        private ServiceApi service = new ServiceApi();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            ArrayNode all = readAll(service);
            if (printer.isJson()) {
                printer.line(all.toPrettyString());
            } else {
                all.forEach(token -> printer.line(TerminalText.inLine(line(token))));
            }
            return ExitCode.OK;
        }
    }

    /** {@code muster token get}. */
    @Command(name = "get", description = "Shows a token, without its text.", mixinStandardHelpOptions = true)
    static final class Get implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "The token id, as listed; not the token itself.")
        private UUID id = new UUID(0, 0);

        @Mixin
        private GetOptions options = new GetOptions();

        @Override
        public Integer call() {
            for (JsonNode token : readAll(options.service())) {
                if (token.path("id").asString("").equals(id.toString())) {
                    options.print(token);
                    return ExitCode.OK;
                }
            }
            throw CliException.rejected("token not found: there is no token " + id + " that you may see");
        }
    }

    /** {@code muster token revoke}. */
    @Command(name = "revoke", description = "Revokes a token immediately.", mixinStandardHelpOptions = true)
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "ID", description = "The token id, as listed; not the token itself.")
        private UUID id = new UUID(0, 0);

        @Mixin
        private ServiceApi service = new ServiceApi();

        @Mixin
        private Printer printer = new Printer();

        @Override
        public Integer call() {
            JsonNode revoked = service.call("DELETE", PATH + "/" + id, null);
            printer.print(revoked, line(revoked));
            return ExitCode.OK;
        }
    }

    private static ArrayNode readAll(ServiceApi service) {
        ArrayNode all = JSON.createArrayNode();
        long pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode found = service.call("GET", PATH + "?page=" + page + "&page_size=" + PAGE_SIZE, null);
            pages = found.at("/pagination/total_pages").asLong(0);
            found.path("tokens").forEach(all::add);
        }
        return all;
    }

    private static String line(JsonNode token) {
        List<String> scopes = new ArrayList<>();
        token.path("scopes").forEach(scope -> scopes.add(scope.asString("")));
        String revoked = token.path("revoked_at").asString("");
        return token.path("id").asString("") + "  " + token.path("name").asString("") + "  "
                + token.path("organization_id").asString("(no organization)") + "  " + String.join(",", scopes)
                + (revoked.isEmpty() ? "  until " + token.path("expires_at").asString("") : "  revoked " + revoked);
    }
}
