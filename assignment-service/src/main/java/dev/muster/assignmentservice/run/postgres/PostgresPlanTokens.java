package dev.muster.assignmentservice.run.postgres;

import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.run.PlanTokens;
import dev.muster.assignmentservice.run.PlanTokens.StoredPlan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link PlanTokens.Store} in PostgreSQL. */
public final class PostgresPlanTokens implements PlanTokens.Store {

    private static final String DELETE_OLD = "delete from plan_token where expires_at < now() - interval '1 day'";

    private final JdbcTemplate jdbc;

    public PostgresPlanTokens(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(String tokenHash, StoredPlan plan) {
        jdbc.update(DELETE_OLD);
        jdbc.update(
                "insert into plan_token (token_hash, subject, base_revision, changes, expires_at) values (?, ?, ?, ?, ?)",
                tokenHash,
                plan.subject(),
                plan.baseRevision(),
                plan.changes(),
                RowArrays.time(plan.expiresAt()));
    }

    @Override
    public @Nullable StoredPlan lock(String tokenHash) {
        List<StoredPlan> found = jdbc.query(
                "select * from plan_token where token_hash = ? for update",
                (row, number) -> new StoredPlan(
                        row.getString("subject"),
                        row.getLong("base_revision"),
                        row.getLong("changes"),
                        Objects.requireNonNull(RowArrays.time(row, "expires_at")),
                        RowArrays.time(row, "used_at")),
                tokenHash);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void markUsed(String tokenHash, Instant now) {
        jdbc.update("update plan_token set used_at = ? where token_hash = ?", RowArrays.time(now), tokenHash);
    }
}
