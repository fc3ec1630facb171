package dev.muster.assignmentservice.directory.postgres;

import dev.muster.assignmentservice.directory.IdempotentRequests;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link IdempotentRequests} in PostgreSQL. */
public final class PostgresIdempotentRequests implements IdempotentRequests {

    private static final String FIND = "select subject_id, content_hash from http_request where command_id = ?";

    private static final String INSERT =
            "insert into http_request (command_id, subject_id, content_hash) values (?, ?, ?)";

    private final JdbcTemplate jdbc;

    public PostgresIdempotentRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable CompletedRequest find(UUID commandId) {
        List<CompletedRequest> found = jdbc.query(
                FIND,
                (row, number) -> new CompletedRequest(row.getString("subject_id"), row.getString("content_hash")),
                commandId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void remember(UUID commandId, CompletedRequest completed) {
        jdbc.update(INSERT, commandId, completed.subjectId(), completed.contentHash());
    }
}
