package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.messaging.consumer.CredentialsHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Converts consumer records to received records, without credentials, and back. */
final class ReceivedRecords {

    private ReceivedRecords() {}

    static ReceivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        List<ReceivedRecord.Header> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!CredentialsHeader.matches(header.key())) {
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
