package dev.muster.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.muster.messaging.database.SqlStates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Processes the records of a poll in one database transaction: results, dead letters and read positions. Offsets are
 * committed after it, so records that are read again after a crash have to be recognized by their handler.
 *
 * <p>A rejected record becomes a dead letter and does not affect its neighbours. A batch that fails because of one of its
 * records is split by halves until that record is alone; the halves that are committed stay committed. Failures that a retry
 * may solve are thrown, so that the poll is repeated.
 *
 * @param <T> the decoded value
 */
public final class TransactionalBatchListener<T> implements BatchMessageListener<byte[], byte[]> {

    /** Bytes of values in one transaction. With compression, a poll is not bounded by its uncompressed size. */
    static final int MAX_BYTES = 32 * 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(TransactionalBatchListener.class);

    /** Attempts on conflicts with other transactions, before the poll is repeated after a second. */
    private static final int MAX_ATTEMPTS = 3;

    /** In the log of an internal error. */
    private static final int MAX_STACK_FRAMES = 15;

    private final String name;
    private final BatchHandler<T> handler;
    private final DeadLetterWriter deadLetters;
    private final ReadPositions positions;
    private final TransactionOperations transactions;
    private final Timer committed;
    private final Timer rolledBack;

    /**
     * Creates a listener.
     *
     * @param name for logs and the tag {@code listener} of the metric {@code muster.batch.duration}
     */
    public TransactionalBatchListener(
            String name,
            BatchHandler<T> handler,
            DeadLetterWriter deadLetters,
            ReadPositions positions,
            TransactionOperations transactions,
            MeterRegistry registry) {
        this.name = name;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.positions = positions;
        this.transactions = transactions;
        committed = duration(registry, name, "committed");
        rolledBack = duration(registry, name, "rolled_back");
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        long begin = System.nanoTime();
        boolean succeeded = false;
        try {
            for (List<ConsumerRecord<byte[], byte[]>> part : splitBySize(records)) {
                processOrSplit(part.stream().map(handler::decode).toList());
            }
            succeeded = true;
        } finally {
            (succeeded ? committed : rolledBack).record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** Splits records, in their order, into parts of at most {@link #MAX_BYTES}; a larger record is a part of its own. */
    static List<List<ConsumerRecord<byte[], byte[]>>> splitBySize(List<ConsumerRecord<byte[], byte[]>> records) {
        List<List<ConsumerRecord<byte[], byte[]>>> parts = new ArrayList<>();
        int begin = 0;
        long bytes = 0;
        for (int i = 0; i < records.size(); i++) {
            byte[] value = records.get(i).value();
            int size = value == null ? 0 : value.length;
            if (i > begin && bytes + size > MAX_BYTES) {
                parts.add(records.subList(begin, i));
                begin = i;
                bytes = 0;
            }
            bytes += size;
        }
        parts.add(records.subList(begin, records.size()));
        return parts;
    }

    private void processOrSplit(List<DecodedRecord<T>> records) {
        try {
            processWithRetries(records);
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e, records.size())) {
                throw e;
            }
            if (records.size() == 1) {
                reject(records.get(0), e);
                return;
            }
            log.debug(
                    "{}: batch failed, splitting it records={} cause={}",
                    name,
                    records.size(),
                    e.getClass().getSimpleName());
            int half = records.size() / 2;
            processOrSplit(records.subList(0, half));
            processOrSplit(records.subList(half, records.size()));
        }
    }

    /** Retries at once on a conflict with another transaction, whose changes are then visible. */
    private void processWithRetries(List<DecodedRecord<T>> records) {
        for (int attempt = 1; ; attempt++) {
            try {
                transactions.executeWithoutResult(status -> process(records));
                return;
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                boolean isSplitInstead = e instanceof DuplicateKeyException && records.size() > 1;
                if (attempt == MAX_ATTEMPTS || isSplitInstead) {
                    throw e;
                }
                log.debug(
                        "{}: conflict with another transaction attempt={} records={} cause={}",
                        name,
                        attempt,
                        records.size(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private void process(List<DecodedRecord<T>> records) {
        List<DecodedRecord<T>> valid = new ArrayList<>(records.size());
        List<DecodedRecord<T>> rejected = new ArrayList<>();
        records.forEach(record -> (record.rejection() == null ? valid : rejected).add(record));
        if (!valid.isEmpty()) {
            handler.handle(valid);
        }
        if (!rejected.isEmpty()) {
            handler.onRejected(rejected);
            deadLetters.append(
                    rejected.stream().map(TransactionalBatchListener::letterOf).toList());
        }
        positions.remember(records.stream().map(DecodedRecord::record).toList());
    }

    private static DeadLetter letterOf(DecodedRecord<?> rejected) {
        DecodedRecord.Rejection rejection = requireNonNull(rejected.rejection());
        return new DeadLetter(rejected.record(), rejection.reason(), rejection.message());
    }

    private void reject(DecodedRecord<T> record, RuntimeException failure) {
        DecodedRecord.Rejection rejection = rejectionFor(record.record(), failure);
        processWithRetries(List.of(
                DecodedRecord.rejected(record.record(), record.value(), rejection.reason(), rejection.message())));
    }

    private static DecodedRecord.Rejection rejectionFor(ConsumerRecord<?, ?> record, RuntimeException failure) {
        if (failure instanceof UnprocessableRecordException unprocessable) {
            return new DecodedRecord.Rejection(unprocessable.reason(), unprocessable.getMessage());
        }
        if (SqlStates.isAboutData(failure)) {
            String state = requireNonNull(SqlStates.findSqlException(failure)).getSQLState();
            return new DecodedRecord.Rejection(
                    "storage_rejected", "the database rejects the data of the record, SQL state " + state);
        }
        logInternalError(record, failure);
        return new DecodedRecord.Rejection(
                "internal_error", "internal error: " + failure.getClass().getName());
    }

    /** A bug of this software. Its message is not logged: it may contain payload. */
    private static void logInternalError(ConsumerRecord<?, ?> record, RuntimeException error) {
        log.error(
                "internal error topic={} partition={} offset={} cause={} at {}",
                record.topic(),
                record.partition(),
                record.offset(),
                error.getClass().getName(),
                Arrays.stream(error.getStackTrace())
                        .limit(MAX_STACK_FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")));
    }

    private static Timer duration(MeterRegistry registry, String name, String result) {
        return Timer.builder("muster.batch.duration")
                .description("Time from the records of a poll, or of half of one, to the commit of their transaction")
                .tag("listener", name)
                .tag("result", result)
                .publishPercentileHistogram()
                .register(registry);
    }
}
