package dev.muster.cli.assignment;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.access.AssignmentApi.Access;
import dev.muster.cli.access.AssignmentApi.Request;
import dev.muster.cli.access.QueryFilters;
import dev.muster.cli.access.ServiceApi;
import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import dev.muster.cli.rules.PlanOptions;
import dev.muster.cli.rules.PlanOptions.Consent;
import dev.muster.cli.rules.RunClient;
import dev.muster.cli.rules.RunOptions;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Options that choose many applications and what to do with them; previews the change, or makes it in a run. */
final class BulkOptions {

    /** The limit of the service. */
    private static final long MAX_BYTES = 256L << 20;

    private static final Access ACCESS = new Access("manage:applications", "organization");
    private static final String PATH = "/api/assignments";

    /** A plan is computed over all applications, and a file may be large. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "The applications that match: search, type, version, system_id, organization_id, status or"
                    + " no_org, as in the list of applications. Repeat it for more; all have to match.")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "The applications in this file: CSV with a column application_id, at most 1000000 rows.")
    private @Nullable Path csv;

    @Option(
            names = "--organization",
            paramLabel = "KEY",
            description = "The owner of all of them: an id, public id, UUID or ~label.")
    private @Nullable String organization;

    @Option(names = "--unassign", description = "Remove their owners.")
    private boolean unassign;

    @Option(
            names = "--preview",
            description = "Print what would change: counts, some of the changes, and a plan token. Change nothing.")
    private boolean preview;

    @Mixin
    private PlanOptions planOptions = new PlanOptions();

    @Mixin
    private RunOptions runOptions = new RunOptions();

    @Mixin
    private ServiceApi service = new ServiceApi();

    boolean isGiven() {
        return !filters.isEmpty() || csv != null;
    }

    /** Fails if there is an option that has no effect on one application. */
    void requireNone() {
        if (organization != null || unassign || preview) {
            throw CliException.usage("--organization, --unassign and --preview require --filter or --csv");
        }
    }

    int run(Printer printer) {
        check();
        if (preview) {
            planOptions.planPrinter().print(preview(), printer);
            return ExitCode.OK;
        }
        runOptions.check();
        String question = unassign ? "Unassign these?" : "Assign these to " + organization + "?";
        Consent consent = planOptions.ask(null, this::preview, question, printer);
        if (!consent.given()) {
            return ExitCode.REJECTED;
        }
        JsonNode run = send(PATH, consent.planToken());
        return runOptions.finish(new RunClient(service.api()), run, printer);
    }

    private void check() {
        if (!filters.isEmpty() && csv != null) {
            throw CliException.usage("choose the applications with --filter or with --csv, not both");
        }
        if ((organization == null) != unassign) {
            throw CliException.usage("say what to do with them: --organization KEY, or --unassign");
        }
    }

    private JsonNode preview() {
        return send(PATH + "/preview", null);
    }

    private JsonNode send(String path, @Nullable String planToken) {
        Map<String, String> change = new LinkedHashMap<>();
        change.put("action", unassign ? "unassign" : "assign");
        change.put("target", organization);
        change.put("plan_token", planToken);
        change.values().removeIf(value -> value == null);
        AssignmentApi api = service.api();
        return api.send(csv == null ? byFilter(path, change) : byFile(path, csv, change))
                .data();
    }

    private Request byFilter(String path, Map<String, String> change) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        change.forEach(body::put);
        return Request.of("POST", path + "?" + QueryFilters.query(filters), ACCESS)
                .with(body)
                .within(TIMEOUT);
    }

    private static Request byFile(String path, Path file, Map<String, String> change) {
        List<String> parameters = new ArrayList<>();
        change.forEach((name, value) -> parameters.add(QueryFilters.parameter(name, value)));
        try {
            file.getFileSystem().provider().checkAccess(file, AccessMode.READ);
            if (Files.size(file) > MAX_BYTES) {
                // The service would end the connection before the client reads why.
                throw CliException.usage(file + " is too large: a file has at most 256 MiB");
            }
            return Request.of("POST", path + "?" + String.join("&", parameters), ACCESS)
                    .with("text/csv", BodyPublishers.ofFile(file))
                    .within(TIMEOUT);
        } catch (IOException e) {
            throw CliException.usage("cannot read " + file + ": " + Cause.of(e));
        }
    }
}
