package dev.muster.assignmentservice.run.postgres;

import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whether events wait in the outbox for more than 200 ms: those of interactive commands would wait behind those of runs. */
public final class WaitingEvents implements BooleanSupplier {

    private static final String HAVE_WAITED = """
            select exists (select from outbox_page where created_at < clock_timestamp() - interval '200 milliseconds')
            """;

    private final JdbcTemplate jdbc;

    public WaitingEvents(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean getAsBoolean() {
        return Boolean.TRUE.equals(jdbc.queryForObject(HAVE_WAITED, Boolean.class));
    }
}
