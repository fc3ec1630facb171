package dev.muster.outbox;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends messages in the caller's transaction: they leave when it commits, and never when it does not. */
public final class OutboxWriter {

    private static final String INSERT_PAGES_AND_WAKE_RELAYS = """
            with written as (
              insert into outbox_page (lane, message_count, messages)
              select p.lane, p.message_count, p.messages
                from unnest(?::int[], ?::int[], ?::bytea[]) with ordinality as p(lane, message_count, messages, position)
               order by p.position
              returning 1
            )
            select pg_notify('outbox_' || current_schema(), '') from written limit 1
            """;

    private final JdbcTemplate jdbc;
    private final int lanes;

    /** A writer into the table {@code outbox_page} of the data source's current schema. */
    public OutboxWriter(DataSource dataSource, OutboxSettings settings) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.lanes = settings.lanes();
    }

    /**
     * Appends the messages in their order. Call it after the rows they tell of are locked, so that messages of one key
     * stand in the order of the commits.
     *
     * @throws IllegalStateException when no transaction is open
     */
    public void append(List<OutboxMessage> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("outbox messages belong to a transaction, and none is open");
        }
        if (messages.isEmpty()) {
            return;
        }
        List<Integer> laneOfPage = new ArrayList<>();
        List<OutboxPage> pages = new ArrayList<>();
        OutboxPage[] open = new OutboxPage[lanes];
        for (OutboxMessage message : messages) {
            int lane = Math.floorMod(Arrays.hashCode(message.key()), lanes);
            if (open[lane] == null || open[lane].isFull()) {
                open[lane] = new OutboxPage();
                laneOfPage.add(lane);
                pages.add(open[lane]);
            }
            open[lane].add(message);
        }
        insert(laneOfPage, pages);
    }

    private void insert(List<Integer> lanesOfPages, List<OutboxPage> pages) {
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(INSERT_PAGES_AND_WAKE_RELAYS);
                    statement.setArray(1, connection.createArrayOf("int4", lanesOfPages.toArray()));
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "int4",
                                    pages.stream().map(OutboxPage::count).toArray()));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "bytea",
                                    pages.stream().map(OutboxPage::encoded).toArray(byte[][]::new)));
                    return statement;
                },
                row -> {});
    }
}
