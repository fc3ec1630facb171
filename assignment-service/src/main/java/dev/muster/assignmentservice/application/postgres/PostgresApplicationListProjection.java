package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationListProjection;
import dev.muster.assignmentservice.ownership.ApplicationOwnership;
import dev.muster.assignmentservice.ownership.postgres.OwnerProjection;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.postgres.StatementPipeline;
import dev.muster.assignmentservice.search.postgres.ApplicationSearchTexts;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** The application list in PostgreSQL: what lists and searches read. Runs in the caller's transaction. */
public final class PostgresApplicationListProjection implements ApplicationListProjection, OwnerProjection {

    private final JdbcTemplate jdbc;
    private final ApplicationSearchTexts texts;

    public PostgresApplicationListProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.texts = new ApplicationSearchTexts(jdbc);
    }

    @Override
    public void update(Collection<String> applicationIds) {
        TreeSet<String> sorted = new TreeSet<>(applicationIds);
        SqlArrayValue ids = RowArrays.texts(sorted);
        jdbc.update(ApplicationListSql.CREATE_SYSTEMS, ids);
        jdbc.update(ApplicationListSql.UPDATE_APPLICATIONS, ids);
        jdbc.update(ApplicationListSql.UPDATE_PRESENCE, ids);
        texts.fold(sorted);
        jdbc.update(ApplicationListSql.DELETE_APPLICATIONS, ids);
        jdbc.update(ApplicationListSql.DELETE_OWNERS, ids);
        jdbc.update(ApplicationListSql.DELETE_SEARCH_TEXTS, ids);
    }

    @Override
    public void updateOwners(Collection<ApplicationOwnership> ownerships, StatementPipeline writes) {
        writes.run(
                ApplicationListSql.UPDATE_OWNERS,
                RowArrays.texts(ownerships, ApplicationOwnership::applicationId),
                RowArrays.texts(
                        ownerships,
                        one -> Objects.requireNonNullElse(one.ownership().organizationId(), "")),
                RowArrays.ints(ownerships, ApplicationOwnership::incarnation));
    }
}
