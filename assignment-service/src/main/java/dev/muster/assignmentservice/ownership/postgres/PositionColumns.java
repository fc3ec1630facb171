package dev.muster.assignmentservice.ownership.postgres;

import dev.muster.assignmentservice.ownership.SourcePosition;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The three columns of where a command came from; all null when not from Kafka. */
final class PositionColumns {

    private PositionColumns() {}

    static @Nullable String topic(@Nullable SourcePosition position) {
        return position == null ? null : position.topic();
    }

    static @Nullable Integer partition(@Nullable SourcePosition position) {
        return position == null ? null : position.partition();
    }

    static @Nullable Long offset(@Nullable SourcePosition position) {
        return position == null ? null : position.offset();
    }

    static @Nullable SourcePosition read(ResultSet row) throws SQLException {
        String topic = row.getString("source_topic");
        return topic == null
                ? null
                : new SourcePosition(topic, row.getInt("source_partition"), row.getLong("source_offset"));
    }
}
