package dev.muster.messaging.consumer;

import dev.muster.messaging.consumer.StartPosition.Loss;
import dev.muster.messaging.consumer.StartPosition.Present;
import dev.muster.messaging.consumer.StartPosition.Remembered;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.SqlArrayValue;

/** The tables {@code input_position} and {@code input_loss} of a service, in the schema of the data source. */
final class InputPositions {

    /** A stored position never goes back for the same topic: a group that is reset reads records again. */
    private static final String REMEMBER = """
            insert into input_position as stored (consumer_group, topic, partition, topic_id, position)
            select ?, topic, partition, topic_id, position
              from unnest(?::text[], ?::integer[], ?::uuid[], ?::bigint[]) as read(topic, partition, topic_id, position)
             order by topic collate "C", partition
                on conflict (consumer_group, topic, partition) do update
               set position = excluded.position
             where stored.topic_id = excluded.topic_id and stored.position < excluded.position
            """;

    private static final String FIND = """
            select topic, partition, topic_id, position from input_position where consumer_group = ?
            """;

    private static final String BEGIN = """
            insert into input_position as stored (consumer_group, topic, partition, topic_id, position)
            values (?, ?, ?, ?, ?)
                on conflict (consumer_group, topic, partition) do update
               set topic_id = excluded.topic_id, position = excluded.position
            """;

    private static final String BEGIN_IF_UNKNOWN = """
            insert into input_position (consumer_group, topic, partition, topic_id, position)
            values (?, ?, ?, ?, ?)
                on conflict do nothing
            """;

    private static final String UPDATE_OPEN_LOSS = """
            update input_loss
               set topic_id = ?, from_offset = ?, to_offset = ?, present_topic_id = ?, cause = ?
             where consumer_group = ? and topic = ? and partition = ? and ended_at is null
            """;

    private static final String ADD_LOSS = """
            insert into input_loss
                   (topic_id, from_offset, to_offset, present_topic_id, cause, consumer_group, topic, partition)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String END_LOSS = """
            update input_loss
               set to_offset = ?, ended_at = clock_timestamp(), ended_by = ?
             where consumer_group = ? and topic = ? and partition = ? and ended_at is null
            """;

    private final JdbcTemplate jdbc;

    InputPositions(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
    }

    /** Stores that everything before the positions was read; in the caller's transaction if there is one. */
    void remember(String group, Map<TopicPartition, Remembered> positions) {
        jdbc.update(
                REMEMBER,
                group,
                array("text", positions.keySet().stream().map(TopicPartition::topic)),
                array("integer", positions.keySet().stream().map(TopicPartition::partition)),
                array("uuid", positions.values().stream().map(Remembered::topicId)),
                array("bigint", positions.values().stream().map(Remembered::position)));
    }

    private static SqlArrayValue array(String type, Stream<?> values) {
        return new SqlArrayValue(type, values.toArray());
    }

    /** The stored positions of the partitions. */
    Map<TopicPartition, Remembered> find(String group, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Remembered> found = new HashMap<>();
        jdbc.query(
                FIND,
                row -> {
                    found.put(
                            new TopicPartition(row.getString(1), row.getInt(2)),
                            new Remembered(row.getObject(3, UUID.class), row.getLong(4)));
                },
                group);
        found.keySet().retainAll(partitions);
        return found;
    }

    /** Sets the position, whatever is stored. */
    void begin(String group, TopicPartition partition, Remembered position) {
        jdbc.update(BEGIN, group, partition.topic(), partition.partition(), position.topicId(), position.position());
    }

    /** Sets the position if none is stored. */
    void beginIfUnknown(String group, TopicPartition partition, Remembered position) {
        jdbc.update(
                BEGIN_IF_UNKNOWN,
                group,
                partition.topic(),
                partition.partition(),
                position.topicId(),
                position.position());
    }

    /**
     * Records an open loss.
     *
     * @return whether it was not recorded yet
     */
    boolean open(String group, TopicPartition partition, Loss loss, Present present) {
        Object[] values = {
            loss.topicId(),
            loss.from(),
            loss.to(),
            present.topicId(),
            loss.cause(),
            group,
            partition.topic(),
            partition.partition()
        };
        return jdbc.update(UPDATE_OPEN_LOSS, values) == 0 && jdbc.update(ADD_LOSS, values) == 1;
    }

    /** Ends the open loss, if there is one: reading continues at {@code to}. */
    boolean end(String group, TopicPartition partition, long to, String by) {
        return jdbc.update(END_LOSS, to, by, group, partition.topic(), partition.partition()) > 0;
    }
}
