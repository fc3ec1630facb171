package dev.muster.assignmentservice.application.postgres;

import dev.muster.assignmentservice.application.ApplicationListProjection;
import dev.muster.assignmentservice.postgres.RowArrays;
import java.util.Collection;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** What lists and searches read, in PostgreSQL. */
public final class PostgresApplicationListProjection implements ApplicationListProjection {

    private final JdbcTemplate jdbc;
    private final ApplicationSearchTexts texts;

    /** In the current schema of the template's data source. */
    public PostgresApplicationListProjection(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.texts = new ApplicationSearchTexts(jdbc);
    }

    @Override
    public void follow(Collection<String> applicationIds) {
        TreeSet<String> sorted = new TreeSet<>(applicationIds);
        SqlArrayValue ids = RowArrays.texts(sorted);
        jdbc.update(ApplicationListSql.BEGIN_SYSTEMS, ids);
        jdbc.update(ApplicationListSql.FOLLOW_INVENTORY, ids);
        jdbc.update(ApplicationListSql.FOLLOW_PRESENCE, ids);
        texts.fold(sorted);
        jdbc.update(ApplicationListSql.FORGET_LISTED, ids);
        jdbc.update(ApplicationListSql.FORGET_OWNERS, ids);
        jdbc.update(ApplicationListSql.FORGET_SEARCHED, ids);
    }
}
