package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationFilter.ScopeFilter;
import dev.muster.assignmentservice.application.ApplicationOrder;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.LikePattern;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Parameters of {@link ListSql}. */
final class ListParameters {

    /** Lengths in code points of the raw text in a key, and of the lower-case text while it is not folded. */
    private static final int MAX_RAW = 200;

    private static final int MAX_UNFOLDED = 250;
    private static final String SEPARATOR = "\u0001";

    private ListParameters() {}

    static MapSqlParameterSource of(ApplicationFilter filter) {
        return of(filter.scope())
                .addValue(
                        "search",
                        filter.search() == null ? null : LikePattern.escape(TextFolding.fold(filter.search())),
                        Types.VARCHAR)
                .addValue("instance_of", filter.instanceOf(), Types.VARCHAR)
                .addValue("instance_of_key", key(filter.instanceOf()), Types.VARCHAR)
                .addValue("instance_of_unfolded_key", unfoldedKey(filter.instanceOf()), Types.VARCHAR)
                .addValue("version", filter.version(), Types.VARCHAR)
                .addValue("version_key", key(filter.version()), Types.VARCHAR)
                .addValue("version_unfolded_key", unfoldedKey(filter.version()), Types.VARCHAR)
                .addValue("system_id", filter.systemId(), Types.VARCHAR)
                .addValue("organization_id", filter.organizationId(), Types.VARCHAR)
                .addValue("assigned", filter.assigned(), Types.BOOLEAN);
    }

    static MapSqlParameterSource of(@Nullable ScopeFilter scope) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        if (scope == null) {
            return parameters
                    .addValue("organizations", null, Types.ARRAY, "_text")
                    .addValue("systems", null, Types.ARRAY, "_text");
        }
        return parameters
                .addValue("organizations", RowArrays.texts(scope.organizationIds()))
                .addValue("systems", RowArrays.texts(scope.systemIds()));
    }

    /** The sort key in a form that does not lose precision. */
    static String key(ApplicationOrder.Sort sort, ResultSet row) throws SQLException {
        return sort == ApplicationOrder.Sort.CREATED_AT
                ? Objects.requireNonNull(RowArrays.time(row, "sort_key")).toString()
                : row.getString("sort_key");
    }

    /** Whether the key contains the whole text. */
    static boolean fitsInKey(String text) {
        return text.codePointCount(0, text.length()) < MAX_RAW;
    }

    /** The result of the SQL function {@code folded_key} for a folded text. */
    private static @Nullable String key(@Nullable String text) {
        return text == null ? null : TextFolding.foldPrefix(text) + SEPARATOR + prefix(text, MAX_RAW);
    }

    /** The result of {@code folded_key} for a text that is not folded yet. */
    private static @Nullable String unfoldedKey(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder lower = new StringBuilder(prefix(text, MAX_UNFOLDED));
        for (int i = 0; i < lower.length(); i++) {
            char one = lower.charAt(i);
            if (one >= 'A' && one <= 'Z') {
                lower.setCharAt(i, (char) (one - 'A' + 'a'));
            }
        }
        return lower + SEPARATOR + prefix(text, MAX_RAW);
    }

    private static String prefix(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }
}
