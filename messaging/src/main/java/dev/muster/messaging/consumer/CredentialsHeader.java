package dev.muster.messaging.consumer;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The record header that carries a caller's token. It is neither stored nor published. */
public final class CredentialsHeader {

    /** The name; senders may use any case. */
    public static final String NAME = "authorization";

    private CredentialsHeader() {}

    /** Whether the header carries credentials. */
    public static boolean matches(String headerName) {
        return headerName.equalsIgnoreCase(NAME);
    }

    /** A copy of the record without its credentials. */
    static ConsumerRecord<byte[], byte[]> removeFrom(ConsumerRecord<byte[], byte[]> record) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!matches(header.key())) {
                headers.add(header);
            }
        }
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                headers,
                Optional.empty());
    }
}
