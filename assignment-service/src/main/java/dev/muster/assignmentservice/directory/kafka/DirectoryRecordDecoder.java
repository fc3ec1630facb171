package dev.muster.assignmentservice.directory.kafka;

import dev.muster.assignmentservice.directory.DirectoryCommand;
import dev.muster.assignmentservice.directory.ReceivedRecord;
import dev.muster.assignmentservice.directory.ReceivedRecordReader;
import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.kafka.InvalidRecordException;
import dev.muster.assignmentservice.kafka.ReceivedRecords;
import dev.muster.assignmentservice.kafka.RecordDecoder;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.kafka.RecordAuthenticator;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the records of {@code directory.commands}, also those that were parked. There are several kinds, told apart by
 * the fingerprint of their schema.
 */
public final class DirectoryRecordDecoder implements RecordDecoder<DirectoryCommand>, ReceivedRecordReader {

    private final List<DirectoryRecordFormat> kinds;
    private final RecordAuthenticator callers;
    private final Clock clock;

    /** Decodes the given kinds; what is of none of them is told in the words of the first one. */
    public DirectoryRecordDecoder(List<DirectoryRecordFormat> kinds, RecordAuthenticator callers, Clock clock) {
        this.kinds = List.copyOf(kinds);
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public DirectoryCommand decode(ConsumerRecord<byte[], byte[]> record) throws InvalidRecordException {
        Caller caller = callers.of(record);
        FieldRules.requireUsableTime(record, clock.instant());
        return decode(ReceivedRecords.of(record)).from(caller);
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
        for (DirectoryRecordFormat kind : kinds) {
            if (kind.reads(record.value())) {
                return kind.decode(record);
            }
        }
        return kinds.get(0).decode(record);
    }
}
