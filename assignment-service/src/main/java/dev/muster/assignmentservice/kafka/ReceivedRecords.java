package dev.muster.assignmentservice.kafka;

import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.security.kafka.RecordAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Consumer records as the features keep them: without credentials, also where none were asked for. */
public final class ReceivedRecords {

    private ReceivedRecords() {}

    public static ReceivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<ReceivedRecord.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!RecordAuthenticator.isCredentials(header.key())) {
                headers.add(new ReceivedRecord.Header(header.key(), header.value()));
            }
        }
        return new ReceivedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key(),
                record.value(),
                headers);
    }

    static ConsumerRecord<byte[], byte[]> toConsumerRecord(ReceivedRecord record) {
        RecordHeaders headers = new RecordHeaders();
        record.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestampMs(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                record.key(),
                record.value(),
                headers,
                Optional.empty());
    }
}
