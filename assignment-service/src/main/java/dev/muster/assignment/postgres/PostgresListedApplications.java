package dev.muster.assignment.postgres;

import dev.muster.assignment.applications.ListedApplications;
import java.util.Collection;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** What lists and searches read, in PostgreSQL. */
public final class PostgresListedApplications implements ListedApplications {

    private final JdbcTemplate jdbc;
    private final ApplicationTexts texts;

    /** In the current schema of the template's data source. */
    public PostgresListedApplications(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.texts = new ApplicationTexts(jdbc);
    }

    @Override
    public void follow(Collection<String> applicationIds) {
        TreeSet<String> sorted = new TreeSet<>(applicationIds);
        SqlArrayValue ids = Rows.texts(sorted);
        jdbc.update(ListedSql.BEGIN_SYSTEMS, ids);
        jdbc.update(ListedSql.FOLLOW_INVENTORY, ids);
        jdbc.update(ListedSql.FOLLOW_PRESENCE, ids);
        texts.fold(sorted);
        jdbc.update(ListedSql.FORGET_LISTED, ids);
        jdbc.update(ListedSql.FORGET_OWNERS, ids);
        jdbc.update(ListedSql.FORGET_SEARCHED, ids);
    }
}
