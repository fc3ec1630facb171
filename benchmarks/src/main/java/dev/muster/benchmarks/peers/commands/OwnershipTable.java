package dev.muster.benchmarks.peers.commands;

import dev.muster.assignment.AssignOrganization;
import dev.muster.assignment.AssignmentCommand;
import dev.muster.assignment.CommandOutcome;
import dev.muster.assignment.OutcomeStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The ownership table of the peer; one transaction per command. */
@Component
class OwnershipTable {

    private static final String EXISTS = "select 1 from inventory.applications where application_id = ?";

    private static final String ASSIGN = """
            insert into peer.ownership as o (application_id, organization_id, revision, assigned_by, assigned_at)
            values (?, ?, 1, ?, ?)
            on conflict (application_id) do update set
              organization_id = excluded.organization_id,
              revision = o.revision + 1,
              assigned_by = excluded.assigned_by,
              assigned_at = excluded.assigned_at
            returning revision
            """;

    private static final String INSERT_OUTCOME = """
            insert into peer.outcome (command_id, application_id, status, revision, decided_at) values (?, ?, ?, ?, ?)
            """;

    private final JdbcTemplate database;

    OwnershipTable(JdbcTemplate database) {
        this.database = database;
    }

    @Transactional
    public CommandOutcome decide(AssignmentCommand command) {
        String application = command.getApplicationId();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        boolean known =
                !database.queryForList(EXISTS, Integer.class, application).isEmpty();
        List<Long> revisions = known && command.getAction() instanceof AssignOrganization assign
                ? database.queryForList(
                        ASSIGN,
                        Long.class,
                        application,
                        assign.getOrganizationId(),
                        command.getIssuedBy(),
                        now.atOffset(ZoneOffset.UTC))
                : List.of();
        OutcomeStatus status = revisions.isEmpty() ? OutcomeStatus.REJECTED : OutcomeStatus.APPLIED;
        long revision = revisions.isEmpty() ? 0 : revisions.get(0);
        database.update(
                INSERT_OUTCOME,
                command.getCommandId(),
                application,
                status.name(),
                revision,
                now.atOffset(ZoneOffset.UTC));
        return CommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setApplicationId(application)
                .setStatus(status)
                .setRevision(revision)
                .setDecidedAt(now)
                .build();
    }
}
