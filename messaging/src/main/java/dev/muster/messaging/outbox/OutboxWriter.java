package dev.muster.messaging.outbox;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Appends messages in the caller's transaction: they are sent if it commits, and only then. Thread-safe. */
public final class OutboxWriter {

    private static final String INSERT_PAGES = """
            insert into outbox_page (lane, message_count, messages)
            select p.lane, p.message_count, p.messages
              from unnest(?::int[], ?::int[], ?::bytea[]) with ordinality as p(lane, message_count, messages, position)
             order by p.position
            """;

    private final JdbcTemplate jdbc;
    private final int lanes;
    private final OutboxWakeUp wakeUp;

    /**
     * Writes to the table {@code outbox_page} of the data source's current schema.
     *
     * @param wakeUp wakes the relays of this process, which notify those of other processes: a notification in the
     *     transaction itself would serialize the commits of all such transactions
     */
    public OutboxWriter(DataSource dataSource, OutboxSettings settings, OutboxWakeUp wakeUp) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.lanes = settings.lanes();
        this.wakeUp = wakeUp;
    }

    /**
     * Appends the messages in order. Lock the rows that they describe before, so that messages of one key are in the
     * order of the commits.
     *
     * @throws IllegalStateException when no transaction is open
     */
    public void append(List<OutboxMessage> messages) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("outbox messages need an open transaction");
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
        jdbc.update(connection -> {
            PreparedStatement statement = connection.prepareStatement(INSERT_PAGES);
            statement.setArray(1, connection.createArrayOf("int4", lanesOfPages.toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "int4", pages.stream().map(OutboxPage::count).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", pages.stream().map(OutboxPage::encoded).toArray(byte[][]::new)));
            return statement;
        });
        TransactionSynchronizationManager.registerSynchronization(new WakeUpAfterCommit(Set.copyOf(lanesOfPages)));
    }

    private final class WakeUpAfterCommit implements TransactionSynchronization {

        private final Set<Integer> written;

        WakeUpAfterCommit(Set<Integer> written) {
            this.written = written;
        }

        /** Wakes relays also when it is not known whether the transaction was committed. */
        @Override
        public void afterCompletion(int status) {
            if (status != STATUS_ROLLED_BACK) {
                written.forEach(wakeUp::wake);
            }
        }
    }
}
