package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.RebrandingQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the queue that {@link PostgresOrganizationStore} fills. */
public final class PostgresRebrandingQueue implements RebrandingQueue {

    private static final String CLAIM_REBRANDING_WORK = """
            select work_id, organization_id, cursor
              from rebranding_work
             order by work_id
             limit 1
               for update skip locked
            """;

    private static final String LOCK_INHERITING_OWNERSHIPS = "select " + OwnershipSql.COLUMNS + """

              from ownership o
             where o.organization_id = ? and o.rebranding_override = 'INHERITED' and o.application_id > ?
             order by o.application_id
             limit ?
               for update
            """;

    private static final String ADVANCE_REBRANDING_WORK = "update rebranding_work set cursor = ? where work_id = ?";

    private static final String FINISH_REBRANDING_WORK = "delete from rebranding_work where work_id = ?";

    private final JdbcTemplate jdbc;

    public PostgresRebrandingQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable Item claim() {
        List<Item> claimed = jdbc.query(
                CLAIM_REBRANDING_WORK,
                (row, number) ->
                        new Item(row.getLong("work_id"), row.getString("organization_id"), row.getString("cursor")));
        return claimed.isEmpty() ? null : claimed.get(0);
    }

    @Override
    public List<ApplicationOwnership> lockInheriting(Item item, int limit) {
        return jdbc.query(
                LOCK_INHERITING_OWNERSHIPS,
                PostgresOwnershipStore::readOwnership,
                item.organizationId(),
                item.cursor(),
                limit);
    }

    @Override
    public void advance(Item item, String cursor) {
        jdbc.update(ADVANCE_REBRANDING_WORK, cursor, item.workId());
    }

    @Override
    public void finish(Item item) {
        jdbc.update(FINISH_REBRANDING_WORK, item.workId());
    }
}
