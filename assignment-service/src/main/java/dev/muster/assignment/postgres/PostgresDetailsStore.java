package dev.muster.assignment.postgres;

import dev.muster.assignment.applications.ApplicationDetails;
import dev.muster.assignment.applications.DetailsStore;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** What people say about applications, in PostgreSQL. */
public final class PostgresDetailsStore implements DetailsStore {

    private final JdbcTemplate jdbc;
    private final ApplicationTexts texts;

    /** A store in the current schema of the template's data source. */
    public PostgresDetailsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.texts = new ApplicationTexts(jdbc);
    }

    @Override
    public ApplicationDetails find(String applicationId) {
        List<ApplicationDetails> found = jdbc.query(
                ApplicationSql.FIND_DETAILS,
                (row, number) -> new ApplicationDetails(
                        row.getString("display_name"),
                        row.getString("url"),
                        row.getString("notes"),
                        row.getLong("revision"),
                        Rows.time(row, "changed_at"),
                        row.getString("changed_by")),
                applicationId);
        return found.isEmpty() ? ApplicationDetails.NONE : found.get(0);
    }

    @Override
    public void save(String applicationId, ApplicationDetails changed) {
        int saved = jdbc.update(
                ApplicationSql.SAVE_DETAILS,
                applicationId,
                changed.displayName(),
                changed.url(),
                changed.notes(),
                changed.revision(),
                Rows.time(Objects.requireNonNull(changed.changedAt())),
                changed.changedBy());
        Rows.requireRows(1, saved, "details to be saved");
        jdbc.update(ListedSql.FOLLOW_DETAILS, Rows.texts(List.of(applicationId)));
        texts.fold(List.of(applicationId));
    }
}
