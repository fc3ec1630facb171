package dev.muster.assignment.kafka;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.directory.DirectoryCommand;
import dev.muster.assignment.directory.ReceivedRecord;
import dev.muster.assignment.directory.ReceivedRecordReader;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the records of {@code directory.commands}, also those that were parked. There are several kinds, told apart by
 * the fingerprint of their schema.
 */
final class DirectoryRecordDecoder implements RecordDecoder<DirectoryCommand>, ReceivedRecordReader {

    private final List<DirectoryRecords> kinds;
    private final RecordCallers callers;
    private final Clock clock;

    /** Decodes the given kinds; what is of none of them is told in the words of the first one. */
    DirectoryRecordDecoder(List<DirectoryRecords> kinds, RecordCallers callers, Clock clock) {
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
        for (DirectoryRecords kind : kinds) {
            if (kind.reads(record.value())) {
                return kind.decode(record);
            }
        }
        return kinds.get(0).decode(record);
    }
}
