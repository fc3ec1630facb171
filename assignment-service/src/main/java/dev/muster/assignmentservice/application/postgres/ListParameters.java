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
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Parameters of {@link ListSql}. */
final class ListParameters {

    /** Lengths in code points of the raw text in a key, and of the lower-case text while it is not folded. */
    private static final int MAX_RAW = 200;

    private static final int MAX_UNFOLDED = 250;
    private static final String SEPARATOR = "\u0001";
    private static final String PAIR_SEPARATOR = "\u0002";

    private ListParameters() {}

    static MapSqlParameterSource of(ApplicationFilter filter) {
        return of(filter.scope())
                .addValue(
                        "search",
                        filter.search() == null ? null : LikePattern.escape(TextFolding.fold(filter.search())),
                        Types.VARCHAR)
                .addValue("type_key", keys(filter.types()).stream().findFirst().orElse(null), Types.VARCHAR)
                .addValue("type_key_any", RowArrays.texts(keys(filter.types())))
                .addValue("type_any", RowArrays.texts(filter.types()))
                .addValue(
                        "version_key",
                        keys(filter.versions()).stream().findFirst().orElse(null),
                        Types.VARCHAR)
                .addValue("version_key_any", RowArrays.texts(keys(filter.versions())))
                .addValue("version_any", RowArrays.texts(filter.versions()))
                .addValue("version_or_pair_key_any", RowArrays.texts(versionKeys(filter.versions())))
                .addValue("pair_key_any", RowArrays.texts(pairKeys(filter.versions())))
                .addValue("pair_any", RowArrays.texts(pairs(filter.versions()), TypeAndVersion::text))
                .addValue("system_id", filter.systemIds().stream().findFirst().orElse(null), Types.VARCHAR)
                .addValue("system_id_any", RowArrays.texts(filter.systemIds()))
                .addValue("owner", owners(filter).stream().findFirst().orElse(null), Types.VARCHAR)
                .addValue("owner_any", RowArrays.texts(owners(filter)))
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

    /** A version of one type. */
    record TypeAndVersion(String type, String version) {

        String text() {
            return type + PAIR_SEPARATOR + version;
        }
    }

    /** The pairs that the versions of a filter may name: the text before and after the first colon. */
    static List<TypeAndVersion> pairs(List<String> versions) {
        return versions.stream()
                .filter(text -> text.indexOf(':') > 0)
                .map(text -> {
                    int colon = text.indexOf(':');
                    return new TypeAndVersion(text.substring(0, colon), text.substring(colon + 1));
                })
                .toList();
    }

    private static Collection<String> owners(ApplicationFilter filter) {
        return filter.owners() == null ? List.of() : filter.owners();
    }

    private static List<String> versionKeys(List<String> versions) {
        return Stream.concat(versions.stream(), pairs(versions).stream().map(TypeAndVersion::version))
                .flatMap(ListParameters::keys)
                .distinct()
                .toList();
    }

    private static List<String> pairKeys(List<String> versions) {
        return pairs(versions).stream()
                .flatMap(pair -> keys(pair.type())
                        .flatMap(type -> keys(pair.version()).map(version -> type + PAIR_SEPARATOR + version)))
                .toList();
    }

    private static List<String> keys(List<String> texts) {
        return texts.stream().flatMap(ListParameters::keys).distinct().toList();
    }

    /** The keys that a text may have: one that is not in ASCII has another until it is folded. */
    private static Stream<String> keys(String text) {
        return TextFolding.isAscii(text) ? Stream.of(key(text)) : Stream.of(key(text), unfoldedKey(text));
    }

    /** The sort key in a form that does not lose precision. */
    static String key(ApplicationOrder.Sort sort, ResultSet row) throws SQLException {
        return sort.isTime()
                ? Objects.requireNonNull(RowArrays.time(row, "sort_key")).toString()
                : row.getString("sort_key");
    }

    /** Whether the key contains the whole text. */
    static boolean fitsInKey(String text) {
        return text.codePointCount(0, text.length()) < MAX_RAW;
    }

    /** The result of the SQL function {@code folded_key} for a folded text. */
    private static String key(String text) {
        return TextFolding.foldPrefix(text) + SEPARATOR + prefix(text, MAX_RAW);
    }

    /** The result of {@code folded_key} for a text that is not folded yet. */
    private static String unfoldedKey(String text) {
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
