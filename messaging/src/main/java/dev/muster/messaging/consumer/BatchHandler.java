package dev.muster.messaging.consumer;

import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a {@link TransactionalBatchListener} does with the records of its topic.
 *
 * @param <T> the decoded value
 */
public interface BatchHandler<T> {

    /** Decodes and validates a record, before the transaction. An invalid record is returned as rejected. */
    DecodedRecord<T> decode(ConsumerRecord<byte[], byte[]> record);

    /**
     * Processes valid records, in their order, in the listener's transaction. It is called again with the same records, or
     * with a part of them, after a rollback.
     *
     * @throws UnprocessableRecordException when one of the records can never be processed
     */
    void handle(List<DecodedRecord<T>> records);

    /** Reacts to rejected records in the listener's transaction. The listener writes their dead letters itself. */
    default void onRejected(List<DecodedRecord<T>> records) {}

    /** A handler of values that need not know their records. */
    static <T> BatchHandler<T> of(RecordDecoder<T> decoder, Consumer<List<T>> values) {
        return new BatchHandler<>() {
            @Override
            public DecodedRecord<T> decode(ConsumerRecord<byte[], byte[]> record) {
                try {
                    return DecodedRecord.valid(record, decoder.decode(record));
                } catch (InvalidRecordException e) {
                    return DecodedRecord.rejected(record, null, e.reason(), e.getMessage());
                }
            }

            @Override
            public void handle(List<DecodedRecord<T>> records) {
                values.accept(records.stream().map(DecodedRecord::validValue).toList());
            }
        };
    }
}
