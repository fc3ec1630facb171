package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.ReceivedRecordReader;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.kafka.RecordAuthenticator;
import dev.muster.messaging.consumer.InvalidRecordException;
import dev.muster.messaging.consumer.RecordDecoder;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes records of {@code directory.commands}, also parked ones. The schema fingerprint of a record selects its format.
 */
public final class DirectoryRecordDecoder implements RecordDecoder<DirectoryCommand>, ReceivedRecordReader {

    private final List<DirectoryRecordFormat> formats;
    private final RecordAuthenticator authenticator;
    private final Clock clock;

    /** A decoder of the given formats; a record of none of them gets the error of the first one. */
    public DirectoryRecordDecoder(List<DirectoryRecordFormat> formats, RecordAuthenticator authenticator, Clock clock) {
        this.formats = List.copyOf(formats);
        this.authenticator = authenticator;
        this.clock = clock;
    }

    @Override
    public DirectoryCommand decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        Caller caller = authenticator.authenticate(record);
        FieldRules.requireUsableTime(record, clock.instant());
        return decode(ReceivedRecords.of(record)).withCaller(caller);
    }

    @Override
    public DirectoryCommand read(ReceivedRecord record) {
        try {
            return decode(record);
        } catch (InvalidRecordException e) {
            throw new IllegalStateException(
                    "the parked record " + record.topic() + "-" + record.partition() + "@" + record.offset()
                            + " was valid and is not any more: " + e.reason(),
                    e);
        }
    }

    private DirectoryCommand decode(ReceivedRecord record) throws InvalidRecordException {
        for (DirectoryRecordFormat format : formats) {
            if (format.reads(record.value())) {
                return format.decode(record);
            }
        }
        return formats.get(0).decode(record);
    }
}
