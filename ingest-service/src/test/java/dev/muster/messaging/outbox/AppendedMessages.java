package dev.muster.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the messages that committed transactions appended to an outbox without relays. In this package because pages are private. */
public final class AppendedMessages {

    private static final String DRAIN = """
            with deleted as (delete from outbox_page returning page_id, message_count, messages)
            select message_count, messages from deleted order by page_id
            """;

    private AppendedMessages() {}

    /** Removes and returns all messages, in the order in which they were appended. */
    public static List<OutboxMessage> drain(JdbcTemplate jdbc) {
        List<OutboxMessage> messages = new ArrayList<>();
        jdbc.query(DRAIN, row -> {
            messages.addAll(OutboxPage.decode(row.getBytes("messages"), row.getInt("message_count")));
        });
        return messages;
    }
}
