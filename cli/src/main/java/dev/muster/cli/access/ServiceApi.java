package dev.muster.cli.access;

import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Request;
import dev.muster.cli.installation.Address;
import dev.muster.cli.installation.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import tools.jackson.databind.JsonNode;

/**
 * Options for connecting to the assignment service's HTTP API. The token is not a command-line option, because other
 * users of the machine can see command lines.
 */
public final class ServiceApi {

    private static final Access TOKENS = new Access("manage:tokens", "token");

    @Spec(Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Base URL of the assignment service. Default: ASSIGNMENT_URL, the context, the running"
                    + " ./muster local, or http://localhost:8082.")
    private @Nullable String url;

    private @Nullable AssignmentApi api;

    /** The API of the {@link Installation} of the command. */
    public AssignmentApi api() {
        if (api == null) {
            Installation installation = Installation.of(command);
            String base = url == null ? installation.address(Address.ASSIGNMENT) : url;
            api = new AssignmentApi(base, installation.token());
        }
        return api;
    }

    /** Returns the {@code data} of the response about tokens. */
    JsonNode call(String method, String path, @Nullable JsonNode body) {
        Request request = Request.of(method, path, TOKENS);
        return api().send(body == null ? request : request.with(body)).data();
    }

    /** Reads one thing, or a page of a list. */
    JsonNode get(String path, String scope, String what) {
        return api().send(Request.of("GET", path, new Access(scope, what))).json();
    }
}
