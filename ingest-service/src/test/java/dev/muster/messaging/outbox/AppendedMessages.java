package dev.muster.messaging.outbox;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** What committed transactions left in an outbox that no relay empties. Stands here because pages are private. */
public final class AppendedMessages {

    private static final String TAKE = """
            with taken as (delete from outbox_page returning page_id, message_count, messages)
            select message_count, messages from taken order by page_id
            """;

    private AppendedMessages() {}

    /** Takes all messages, in the order in which they were appended. */
    public static List<OutboxMessage> take(JdbcTemplate jdbc) {
        List<OutboxMessage> messages = new ArrayList<>();
        jdbc.query(TAKE, row -> {
            messages.addAll(OutboxPage.decode(row.getBytes("messages"), row.getInt("message_count")));
        });
        return messages;
    }
}
