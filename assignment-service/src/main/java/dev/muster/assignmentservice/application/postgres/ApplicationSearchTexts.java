package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.assignmentservice.search.postgres.FoldingSql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes what searches and orders of applications go by. Everything happens in the caller's transaction. */
public final class ApplicationSearchTexts {

    private static final String SEPARATOR = "\n";

    /** A listed application; {@code search} is what searches read of it, null when there is nothing yet. */
    private record Texts(
            String applicationId,
            String instanceOf,
            String version,
            String name,
            String shownName,
            @Nullable String systemName,
            boolean toFold,
            @Nullable String search,
            boolean searchIsFolded) {

        /** What the application is found by. A part that is in another one is found there. */
        String toSearch() {
            List<String> parts = new ArrayList<>();
            Stream.of(applicationId, shownName, name, systemName == null ? "" : systemName, instanceOf)
                    .map(TextFolding::foldBeginning)
                    .filter(part -> parts.stream().noneMatch(other -> other.contains(part)))
                    .forEach(parts::add);
            return String.join(SEPARATOR, parts);
        }
    }

    private final JdbcTemplate jdbc;

    public ApplicationSearchTexts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Folds the texts of listed applications that changed since; waits for others that write them. */
    public void fold(Collection<String> applicationIds) {
        fold(applicationIds, FoldingSql.LOCK_TEXTS);
    }

    /**
     * The same for those that nobody else is writing.
     *
     * @return how many were written
     */
    public int foldFree(Collection<String> applicationIds) {
        return fold(applicationIds, FoldingSql.LOCK_FREE_TEXTS);
    }

    private int fold(Collection<String> applicationIds, String lock) {
        List<Texts> texts = jdbc.query(lock, ApplicationSearchTexts::read, RowArrays.texts(applicationIds));
        return foldListed(texts.stream().filter(Texts::toFold).toList()) + foldSearched(texts);
    }

    private int foldListed(List<Texts> texts) {
        return texts.isEmpty()
                ? 0
                : jdbc.update(
                        FoldingSql.FOLD_LISTED,
                        RowArrays.texts(texts, Texts::applicationId),
                        RowArrays.texts(texts, one -> TextFolding.foldBeginning(one.instanceOf())),
                        RowArrays.texts(texts, one -> TextFolding.foldBeginning(one.version())),
                        RowArrays.texts(texts, one -> TextFolding.foldBeginning(one.name())),
                        RowArrays.texts(texts, one -> TextFolding.foldBeginning(one.shownName())));
    }

    private int foldSearched(List<Texts> texts) {
        record Searched(String applicationId, String search) {}
        List<Searched> changed = new ArrayList<>();
        for (Texts one : texts) {
            String search = one.toSearch();
            if (!one.searchIsFolded() || !search.equals(one.search())) {
                changed.add(new Searched(one.applicationId(), search));
            }
        }
        return changed.isEmpty()
                ? 0
                : jdbc.update(
                        FoldingSql.FOLD_SEARCHED,
                        RowArrays.texts(changed, Searched::applicationId),
                        RowArrays.texts(changed, Searched::search));
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
