package dev.muster.assignment.postgres;

import dev.muster.assignment.applications.ApplicationFilter;
import dev.muster.assignment.applications.ApplicationSort;
import dev.muster.assignment.applications.Within;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What a request asks for, as parameters of {@link ListSql}. */
final class ListParameters {

    private ListParameters() {}

    static MapSqlParameterSource of(ApplicationFilter filter) {
        return of(filter.within())
                .addValue("search", filter.search() == null ? null : literally(filter.search()), Types.VARCHAR)
                .addValue("instance_of", filter.instanceOf(), Types.VARCHAR)
                .addValue("version", filter.version(), Types.VARCHAR)
                .addValue("system_id", filter.systemId(), Types.VARCHAR)
                .addValue("organization_id", filter.organizationId(), Types.VARCHAR)
                .addValue("assigned", filter.assigned(), Types.BOOLEAN);
    }

    static MapSqlParameterSource of(@Nullable Within within) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        if (within == null) {
            return parameters
                    .addValue("organizations", null, Types.ARRAY, "_text")
                    .addValue("systems", null, Types.ARRAY, "_text");
        }
        return parameters
                .addValue("organizations", Rows.texts(within.organizationIds()))
                .addValue("systems", Rows.texts(within.systemIds()));
    }

    /** What the order goes by, in a form that is exact. */
    static String key(ApplicationSort sort, ResultSet row) throws SQLException {
        return sort == ApplicationSort.CREATED_AT
                ? Objects.requireNonNull(Rows.time(row, "sort_key")).toString()
                : row.getString("sort_key");
    }

    /** The characters that mean something to {@code like}, as themselves. */
    private static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
