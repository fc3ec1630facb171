package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.organization.postgres.PostgresOrganizationStore;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.RebrandingQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the queue that {@link PostgresOrganizationStore} fills. */
public final class PostgresRebrandingQueue implements RebrandingQueue {

    private final JdbcTemplate jdbc;

    public PostgresRebrandingQueue(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable Item claim() {
        List<Item> claimed = jdbc.query(
                OwnershipSql.CLAIM_REBRANDING_WORK,
                (row, number) ->
                        new Item(row.getLong("work_id"), row.getString("organization_id"), row.getString("cursor")));
        return claimed.isEmpty() ? null : claimed.get(0);
    }

    @Override
    public List<ApplicationOwnership> lockInheriting(Item item, int limit) {
        return jdbc.query(
                OwnershipSql.LOCK_INHERITING_OWNERSHIPS,
                OwnershipRow::read,
                item.organizationId(),
                item.cursor(),
                limit);
    }

    @Override
    public void advance(Item item, String cursor) {
        jdbc.update(OwnershipSql.ADVANCE_REBRANDING_WORK, cursor, item.workId());
    }

    @Override
    public void finish(Item item) {
        jdbc.update(OwnershipSql.FINISH_REBRANDING_WORK, item.workId());
    }
}
