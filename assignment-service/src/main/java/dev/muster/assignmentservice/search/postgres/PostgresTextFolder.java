package dev.muster.assignmentservice.search.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Folds texts that older versions of the service stored without folding, and those of applications of renamed systems. Any
 * number of instances may run concurrently, also with older versions: pending texts are found by comparing hashes, and rows
 * that another transaction has locked are processed later.
 */
public final class PostgresTextFolder {

    /** Rows per transaction; bounds how long their locks are held. */
    static final int STEP_SIZE = 500;

    private static final int MAX_SYSTEMS = 100;

    private static final Logger log = LoggerFactory.getLogger(PostgresTextFolder.class);

    private final JdbcTemplate jdbc;
    private final ApplicationSearchTexts applications;
    private long folded;

    private record Named(String id, String name) {}

    private record Work(long id, String systemId, String cursor) {}

    public PostgresTextFolder(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.applications = new ApplicationSearchTexts(jdbc);
    }

    /**
     * Folds a bounded number of rows, in the caller's transaction.
     *
     * @return whether there may be more work
     */
    public synchronized boolean fold() {
        int done = foldNames(FoldingSql.LOCK_ORGANIZATIONS_TO_FOLD, FoldingSql.FOLD_ORGANIZATIONS)
                + foldNames(FoldingSql.LOCK_SYSTEMS_TO_FOLD, FoldingSql.FOLD_SYSTEMS)
                + foldApplications(FoldingSql.FIND_LISTED_TO_FOLD)
                + foldApplications(FoldingSql.FIND_SEARCHED_TO_FOLD);
        if (done == 0 && folded > 0) {
            log.info("stored texts are folded rows={}", folded);
            folded = 0;
        } else {
            folded += done;
        }
        return done > 0;
    }

    /**
     * Folds a bounded number of applications of renamed systems again, in the caller's transaction.
     *
     * @return whether there may be more work
     */
    public boolean refoldRenamedSystems() {
        int queued = jdbc.update(FoldingSql.QUEUE_RENAMED_SYSTEMS, MAX_SYSTEMS);
        List<Work> work = jdbc.query(
                FoldingSql.LOCK_RENAMED_SYSTEM_WORK,
                (row, number) -> new Work(row.getLong("work_id"), row.getString("system_id"), row.getString("cursor")),
                MAX_SYSTEMS);
        int processed = 0;
        for (Work one : work) {
            if (processed >= STEP_SIZE) {
                break;
            }
            processed += refold(one);
        }
        return queued > 0 || !work.isEmpty();
    }

    private int refold(Work work) {
        List<String> ids = jdbc.queryForList(
                FoldingSql.FIND_APPLICATIONS_OF_SYSTEM, String.class, work.systemId(), work.cursor(), STEP_SIZE);
        applications.fold(ids);
        if (ids.size() < STEP_SIZE) {
            jdbc.update(FoldingSql.FINISH_RENAMED_SYSTEM_WORK, work.id());
        } else {
            jdbc.update(FoldingSql.ADVANCE_RENAMED_SYSTEM_WORK, ids.get(ids.size() - 1), work.id());
        }
        return ids.size();
    }

    private int foldApplications(String find) {
        List<String> ids = jdbc.queryForList(find, String.class, STEP_SIZE);
        return ids.isEmpty() ? 0 : applications.foldUnlocked(ids);
    }

    private int foldNames(String lock, String fold) {
        List<Named> names =
                jdbc.query(lock, (row, number) -> new Named(row.getString("id"), row.getString("name")), STEP_SIZE);
        return names.isEmpty()
                ? 0
                : jdbc.update(
                        fold,
                        RowArrays.texts(names, Named::id),
                        RowArrays.texts(names, one -> TextFolding.foldPrefix(one.name())));
    }
}
