package dev.muster.cli.access;

import dev.muster.cli.failure.CliException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Turns filters of a command line, each {@code KEY=VALUE}, into a query. */
public final class QueryFilters {

    private QueryFilters() {}

    /**
     * The query of the filters; empty without filters.
     *
     * @throws CliException if one of them has no key
     */
    public static String query(List<String> filters) {
        return filters.stream().map(QueryFilters::ofFilter).collect(Collectors.joining("&"));
    }

    private static String ofFilter(String filter) {
        int equals = filter.indexOf('=');
        if (equals < 1) {
            throw CliException.usage("--filter must be KEY=VALUE, such as type=mail, not " + filter);
        }
        return parameter(filter.substring(0, equals), filter.substring(equals + 1));
    }

    /** One parameter of a query. */
    public static String parameter(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
