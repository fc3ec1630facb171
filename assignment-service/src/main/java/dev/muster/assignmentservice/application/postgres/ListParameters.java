package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationFilter;
import dev.muster.assignmentservice.application.ApplicationSort;
import dev.muster.assignmentservice.application.ScopeFilter;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What a request asks for, as parameters of {@link ListSql}. */
public final class ListParameters {

    /** How much of a text is in its key as it is, and how much is when it is not folded yet, in code points. */
    private static final int MAX_RAW = 200;

    private static final int MAX_UNFOLDED = 250;
    private static final String SEPARATOR = "\u0001";

    private ListParameters() {}

    public static MapSqlParameterSource of(ApplicationFilter filter) {
        return of(filter.within())
                .addValue(
                        "search",
                        filter.search() == null ? null : literally(TextFolding.fold(filter.search())),
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

    public static MapSqlParameterSource of(@Nullable ScopeFilter within) {
        MapSqlParameterSource parameters = new MapSqlParameterSource();
        if (within == null) {
            return parameters
                    .addValue("organizations", null, Types.ARRAY, "_text")
                    .addValue("systems", null, Types.ARRAY, "_text");
        }
        return parameters
                .addValue("organizations", RowArrays.texts(within.organizationIds()))
                .addValue("systems", RowArrays.texts(within.systemIds()));
    }

    /** What the order goes by, in a form that is exact. */
    static String key(ApplicationSort sort, ResultSet row) throws SQLException {
        return sort == ApplicationSort.CREATED_AT
                ? Objects.requireNonNull(RowArrays.time(row, "sort_key")).toString()
                : row.getString("sort_key");
    }

    /** Whether the key of a text decides what the text is. */
    static boolean isWholeInKey(String text) {
        return text.codePointCount(0, text.length()) < MAX_RAW;
    }

    /** What the SQL function {@code folded_key} makes of a folded text. */
    private static @Nullable String key(@Nullable String text) {
        return text == null ? null : TextFolding.foldBeginning(text) + SEPARATOR + beginning(text, MAX_RAW);
    }

    /** What it makes of a text that is not folded yet. */
    private static @Nullable String unfoldedKey(@Nullable String text) {
        if (text == null) {
            return null;
        }
        StringBuilder lower = new StringBuilder(beginning(text, MAX_UNFOLDED));
        for (int i = 0; i < lower.length(); i++) {
            char one = lower.charAt(i);
            if (one >= 'A' && one <= 'Z') {
                lower.setCharAt(i, (char) (one - 'A' + 'a'));
            }
        }
        return lower + SEPARATOR + beginning(text, MAX_RAW);
    }

    private static String beginning(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    /** The characters that mean something to {@code like}, as themselves. */
    public static String literally(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
