package dev.muster.messaging.consumer;

import dev.muster.messaging.database.SqlStates;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Retries a failed poll from its first records on until it succeeds. A listener throws only failures that a retry may
 * solve; an invalid record becomes a dead letter instead.
 */
public final class RetryingErrorHandler implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(RetryingErrorHandler.class);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    private static final String TRANSACTION_TIMEOUT = "25P04";

    /**
     * Whether a retry of the batch may succeed. Failures of the database and the broker are transient, unless the database
     * rejects the data. Several records that exceeded the transaction timeout together may exceed it each time, so the caller
     * splits such a batch. Everything else is a bug of this software that some record triggers.
     */
    static boolean isRetriable(RuntimeException failure, int recordCount) {
        if (SqlStates.isAboutData(failure) || (recordCount > 1 && hasTimedOut(failure))) {
            return false;
        }
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof KafkaException
                || failure instanceof org.apache.kafka.common.KafkaException;
    }

    private static boolean hasTimedOut(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = causeOf(cause)) {
            if (cause instanceof SQLException sql && TRANSACTION_TIMEOUT.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** No offset is committed for a poll that failed. */
    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public void handleBatch(
            Exception failure,
            ConsumerRecords<?, ?> records,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        log.warn(
                "poll failed, retrying records={} partitions={} retryAfter={} cause={}",
                records.count(),
                records.partitions(),
                RETRY_INTERVAL,
                describe(failure));
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, first(records.records(partition)).offset());
        }
        pause(container);
    }

    /** Handles a poll that fails before it returns records. */
    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        log.warn("cannot poll, retrying retryAfter={} cause={}", RETRY_INTERVAL, describe(failure));
        pause(container);
    }

    private static void pause(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, RETRY_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Only the state of a database error: its message may contain values. */
    private static String describe(Exception failure) {
        Throwable cause = failure;
        for (Throwable next = failure; next != null; next = causeOf(next)) {
            cause = next;
        }
        return cause instanceof SQLException sql
                ? cause.getClass().getSimpleName() + ", SQL state " + sql.getSQLState()
                : cause.toString();
    }

    /** The exception that caused a rollback, if the rollback failed too. */
    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof TransactionSystemException rollback
                ? rollback.getOriginalException()
                : failure.getCause();
    }

    private static ConsumerRecord<?, ?> first(Collection<? extends ConsumerRecord<?, ?>> records) {
        return records.iterator().next();
    }
}
