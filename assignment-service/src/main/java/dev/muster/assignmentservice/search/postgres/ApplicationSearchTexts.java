package dev.muster.assignmentservice.search.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes the folded texts of applications for searches and sort orders, in the caller's transaction. */
public final class ApplicationSearchTexts {

    private static final String SEPARATOR = "\n";

    /** The texts of an application; {@code search} is the stored search text, null when there is none yet. */
    private record Texts(
            String applicationId,
            String instanceOf,
            String version,
            String name,
            String displayName,
            @Nullable String systemName,
            boolean toFold,
            @Nullable String search,
            boolean searchIsFolded) {

        /** The search text. Leaves out parts that another part contains. */
        String toSearch() {
            List<String> parts = new ArrayList<>();
            Stream.of(applicationId, displayName, name, systemName == null ? "" : systemName, instanceOf)
                    .map(TextFolding::foldPrefix)
                    .filter(part -> parts.stream().noneMatch(other -> other.contains(part)))
                    .forEach(parts::add);
            return String.join(SEPARATOR, parts);
        }
    }

    private final JdbcTemplate jdbc;

    public ApplicationSearchTexts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Folds texts that changed; waits for transactions that write them. */
    public void fold(Collection<String> applicationIds) {
        fold(applicationIds, FoldingSql.LOCK_TEXTS);
    }

    /**
     * Folds texts that changed; skips those that another transaction is writing.
     *
     * @return the number of rows written
     */
    int foldUnlocked(Collection<String> applicationIds) {
        return fold(applicationIds, FoldingSql.LOCK_UNLOCKED_TEXTS);
    }

    private int fold(Collection<String> applicationIds, String lock) {
        List<Texts> texts = jdbc.query(lock, ApplicationSearchTexts::read, RowArrays.texts(applicationIds));
        return foldKeys(texts.stream().filter(Texts::toFold).toList()) + foldSearchTexts(texts);
    }

    private int foldKeys(List<Texts> texts) {
        return texts.isEmpty()
                ? 0
                : jdbc.update(
                        FoldingSql.FOLD_LISTED,
                        RowArrays.texts(texts, Texts::applicationId),
                        RowArrays.texts(texts, one -> TextFolding.foldPrefix(one.instanceOf())),
                        RowArrays.texts(texts, one -> TextFolding.foldPrefix(one.version())),
                        RowArrays.texts(texts, one -> TextFolding.foldPrefix(one.name())),
                        RowArrays.texts(texts, one -> TextFolding.foldPrefix(one.displayName())));
    }

    private int foldSearchTexts(List<Texts> texts) {
        record SearchText(String applicationId, String search) {}
        List<SearchText> changed = new ArrayList<>();
        for (Texts one : texts) {
            String search = one.toSearch();
            if (!one.searchIsFolded() || !search.equals(one.search())) {
                changed.add(new SearchText(one.applicationId(), search));
            }
        }
        return changed.isEmpty()
                ? 0
                : jdbc.update(
                        FoldingSql.FOLD_SEARCHED,
                        RowArrays.texts(changed, SearchText::applicationId),
                        RowArrays.texts(changed, SearchText::search));
    }

    private static Texts read(ResultSet row, int number) throws SQLException {
        return new Texts(
                row.getString("application_id"),
                row.getString("instance_of"),
                row.getString("version"),
                row.getString("name"),
                row.getString("shown_name"),
                row.getString("system_name"),
                row.getBoolean("to_fold"),
                row.getString("search"),
                row.getBoolean("search_is_folded"));
    }
}
