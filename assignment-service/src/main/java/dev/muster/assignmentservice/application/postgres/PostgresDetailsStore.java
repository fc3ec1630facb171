package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationDetails;
import dev.muster.assignmentservice.application.DetailsStore;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.postgres.ApplicationSearchTexts;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code application_details}. Runs in the caller's transaction. */
public final class PostgresDetailsStore implements DetailsStore {

    private static final String FIND_DETAILS = """
            select display_name, url, notes, revision, changed_at, changed_by
              from application_details
             where application_id = ?
            """;

    private static final String SAVE_DETAILS = """
            insert into application_details as d
                   (application_id, display_name, url, notes, revision, changed_at, changed_by)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id) do update
               set display_name = excluded.display_name, url = excluded.url, notes = excluded.notes,
                   revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by
             where d.revision = excluded.revision - 1
            """;

    private final JdbcTemplate jdbc;
    private final ApplicationSearchTexts texts;

    public PostgresDetailsStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.texts = new ApplicationSearchTexts(jdbc);
    }

    @Override
    public ApplicationDetails find(String applicationId) {
        List<ApplicationDetails> found = jdbc.query(
                FIND_DETAILS,
                (row, number) -> new ApplicationDetails(
                        row.getString("display_name"),
                        row.getString("url"),
                        row.getString("notes"),
                        row.getLong("revision"),
                        RowArrays.time(row, "changed_at"),
                        row.getString("changed_by")),
                applicationId);
        return found.isEmpty() ? ApplicationDetails.NONE : found.get(0);
    }

    @Override
    public void save(String applicationId, ApplicationDetails changed) {
        int saved = jdbc.update(
                SAVE_DETAILS,
                applicationId,
                changed.displayName(),
                changed.url(),
                changed.notes(),
                changed.revision(),
                RowArrays.time(Objects.requireNonNull(changed.changedAt())),
                changed.changedBy());
        RowArrays.requireRows(1, saved, "details to be saved");
        jdbc.update(ApplicationListSql.UPDATE_DISPLAY_NAMES, RowArrays.texts(List.of(applicationId)));
        texts.fold(List.of(applicationId));
    }
}
