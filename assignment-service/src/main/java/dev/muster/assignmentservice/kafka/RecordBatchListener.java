package dev.muster.assignmentservice.kafka;

import dev.muster.messaging.consumer.InternalErrorReporter;
import dev.muster.messaging.consumer.ReadPositions;
import dev.muster.messaging.consumer.RetryingErrorHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Handles the records of one poll, or of half of one, in one transaction of the database; the offsets are committed after
 * it. What is wrong with a record itself sends it to dead letters and leaves its neighbours alone; everything else is
 * thrown, so that the poll is repeated.
 */
public final class RecordBatchListener<C> implements BatchMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(RecordBatchListener.class);

    /** Of a transaction that others overtake, before its poll waits a second and comes again. */
    private static final int ATTEMPTS = 3;

    private final String name;
    private final RecordDecoder<C> decoder;
    private final Consumer<List<C>> handler;
    private final DeadLetterWriter deadLetters;
    private final ReadPositions positions;
    private final TransactionOperations transactions;
    private final CommandMetrics meters;

    public RecordBatchListener(
            String name,
            RecordDecoder<C> decoder,
            Consumer<List<C>> handler,
            DeadLetterWriter deadLetters,
            ReadPositions positions,
            TransactionOperations transactions,
            CommandMetrics meters) {
        this.name = name;
        this.decoder = decoder;
        this.handler = handler;
        this.deadLetters = deadLetters;
        this.positions = positions;
        this.transactions = transactions;
        this.meters = meters;
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        long begin = System.nanoTime();
        boolean succeeded = false;
        try {
            handle(records);
            succeeded = true;
        } finally {
            meters.batch(name, succeeded, Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private void handle(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            handleUnlessOvertaken(records);
        } catch (DataIntegrityViolationException e) {
            log.warn(
                    "{}: the database refuses the data of {} records of a poll, each is tried alone: {}",
                    name,
                    records.size(),
                    e.getClass().getSimpleName());
            records.forEach(this::handleAlone);
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e, records.size())) {
                throw e;
            }
            records.forEach(this::handleAlone);
        }
    }

    private void handleAlone(ConsumerRecord<byte[], byte[]> record) {
        try {
            handleUnlessOvertaken(List.of(record));
        } catch (DataIntegrityViolationException e) {
            putAside(
                    record,
                    "storage_rejected",
                    "the database refuses its data: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e)) {
                throw e;
            }
            putAside(record, InternalErrorReporter.REASON, InternalErrorReporter.report(record, e));
        }
    }

    /**
     * In a transaction that is begun again at once when another one was first: what that has committed is read now. Other
     * failures, and one that keeps coming, are the caller's.
     */
    private void handleUnlessOvertaken(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int attempt = 1; ; attempt++) {
            try {
                transactions.executeWithoutResult(status -> handleInTransaction(records));
                return;
            } catch (ConcurrencyFailureException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                log.debug(
                        "{}: another transaction was first attempt={} records={} cause={}",
                        name,
                        attempt,
                        records.size(),
                        e.getClass().getSimpleName());
            }
        }
    }

    private void putAside(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        DeadLetter letter = new DeadLetter(ReceivedRecords.of(record), reason, message);
        transactions.executeWithoutResult(status -> {
            deadLetters.append(List.of(letter));
            positions.remember(List.of(record));
        });
    }

    private void handleInTransaction(List<ConsumerRecord<byte[], byte[]>> records) {
        List<C> decoded = new ArrayList<>(records.size());
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                decoded.add(decoder.decode(record));
            } catch (InvalidRecordException e) {
                letters.add(new DeadLetter(ReceivedRecords.of(record), e.reason(), String.valueOf(e.getMessage())));
            }
        }
        if (!decoded.isEmpty()) {
            handler.accept(decoded);
        }
        deadLetters.append(letters);
        positions.remember(records);
    }
}
