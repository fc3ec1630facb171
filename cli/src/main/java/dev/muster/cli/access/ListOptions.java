package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.failure.ExitCode;
import dev.muster.cli.json.Printer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** Options shared by all commands that list something over HTTP; reads the pages and prints the items. */
public final class ListOptions {

    private static final int MAX_LIMIT = 1_000_000;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many to list at most, 1 to 1000000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private ServiceApi service = new ServiceApi();

    @Mixin
    private Printer printer = new Printer();

    private final Map<String, String> filters = new LinkedHashMap<>();

    /** Adds a query parameter, unless its value is null. */
    public ListOptions with(String parameter, @Nullable String value) {
        if (value != null) {
            filters.put(parameter, value);
        }
        return this;
    }

    /** Lists the resources that the token may see. */
    public int list(Resource resource) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw CliException.usage("--limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        ArrayNode all = JsonMapper.shared().createArrayNode();
        int count = 0;
        String query = resource.page(1);
        boolean more = true;
        for (int page = 1; more; page++) {
            JsonNode answer = service.get(resource.path() + "?" + query + filter(), resource.scope(), resource.title());
            List<JsonNode> items = resource.items(answer);
            int taken = Math.min(items.size(), limit - count);
            for (JsonNode item : items.subList(0, taken)) {
                if (printer.isJson()) {
                    all.add(item);
                } else {
                    printer.row(resource.line(item));
                }
            }
            count += taken;
            query = next(resource, answer, page);
            more = !query.isEmpty() && count < limit;
            if (taken < items.size() || (!more && !query.isEmpty())) {
                printer.note("there are more: add --limit, or a filter");
            }
        }
        if (printer.isJson()) {
            printer.line(all.toPrettyString());
        }
        return ExitCode.OK;
    }

    /** The query of the next page; empty after the last one. Cursors reach beyond the pages. */
    private static String next(Resource resource, JsonNode answer, int page) {
        String cursor = answer.at("/data/pagination/next_cursor").asString("");
        if (!cursor.isEmpty()) {
            return "page_size=" + Resource.PAGE_SIZE + "&cursor=" + encoded(cursor);
        }
        boolean more = answer.at("/data/pagination/has_next").asBoolean(false)
                || !answer.path("next").asString("").isEmpty()
                || !answer.path("next_url").asString("").isEmpty();
        return more ? resource.page(page + 1) : "";
    }

    private String filter() {
        return filters.entrySet().stream()
                .map(one -> "&" + one.getKey() + "=" + encoded(one.getValue()))
                .collect(Collectors.joining());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
