package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Options shared by all commands that show one thing over HTTP; reads and prints it. */
public final class GetOptions {

    @Mixin
    private ServiceApi service = new ServiceApi();

    @Mixin
    private Printer printer = new Printer();

    /** Shows the resource with the id. */
    public int get(Resource resource, String id) {
        if (id.isBlank()) {
            throw CliException.usage("the id must not be blank");
        }
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        JsonNode answer = service.get(resource.path() + "/" + segment, resource.scope(), resource.title());
        print(resource.item(answer));
        return ExitCode.OK;
    }

    /** Prints the fields, one a line. */
    void print(JsonNode item) {
        if (printer.isJson()) {
            printer.line(item.toPrettyString());
            return;
        }
        item.properties().forEach(field -> {
            JsonNode value = field.getValue();
            printer.row(field.getKey() + ": "
                    + (value.isNull() ? "(none)" : value.isString() ? value.asString() : value.toString()));
        });
    }

    ServiceApi service() {
        return service;
    }
}
