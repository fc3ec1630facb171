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
 * Handles the records of a poll, or of half of one, in one database transaction; offsets are committed after it. An
 * invalid record becomes a dead letter and does not affect its neighbours. Other failures are thrown, so that the poll is
 * repeated.
 */
public final class RecordBatchListener<C> implements BatchMessageListener<byte[], byte[]> {

    private static final Logger log = LoggerFactory.getLogger(RecordBatchListener.class);

    /** Attempts on conflicts with other transactions, before the poll is repeated after a second. */
    private static final int MAX_ATTEMPTS = 3;

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
            handleWithRetries(records);
        } catch (DataIntegrityViolationException e) {
            log.warn(
                    "{}: the database rejected a poll, handling each record alone records={} cause={}",
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
            handleWithRetries(List.of(record));
        } catch (DataIntegrityViolationException e) {
            writeDeadLetter(
                    record,
                    "storage_rejected",
                    "the database refuses its data: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            if (RetryingErrorHandler.isRetriable(e)) {
                throw e;
            }
            writeDeadLetter(record, InternalErrorReporter.REASON, InternalErrorReporter.report(record, e));
        }
    }

    /** Retries at once on a conflict with another transaction, whose changes are then visible. */
    private void handleWithRetries(List<ConsumerRecord<byte[], byte[]>> records) {
        for (int attempt = 1; ; attempt++) {
            try {
                transactions.executeWithoutResult(status -> handleInTransaction(records));
                return;
            } catch (ConcurrencyFailureException e) {
                if (attempt == MAX_ATTEMPTS) {
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

    private void writeDeadLetter(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
        DeadLetter letter = new DeadLetter(record, reason, message);
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
                letters.add(new DeadLetter(record, e.reason(), String.valueOf(e.getMessage())));
            }
        }
        if (!decoded.isEmpty()) {
            handler.accept(decoded);
        }
        deadLetters.append(letters);
        positions.remember(records);
    }
}
