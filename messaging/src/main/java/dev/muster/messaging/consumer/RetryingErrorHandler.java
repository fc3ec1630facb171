package dev.muster.messaging.consumer;

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
 * Takes a failed poll again, from its first records on, until it works. A listener throws only what may pass: what is
 * wrong with a record itself it sends to the dead letters.
 */
public final class RetryingErrorHandler implements CommonErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(RetryingErrorHandler.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String TRANSACTION_TIMEOUT = "25P04";

    /**
     * Whether what failed may work when it is tried again: the database's and the broker's faults may pass. Everything
     * else is a fault of this software that some record brings out.
     */
    public static boolean mayHelp(RuntimeException failure) {
        return failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof KafkaException
                || failure instanceof org.apache.kafka.common.KafkaException;
    }

    /**
     * Whether what failed may work when it is tried again as it was. Several records that took too long together may
     * take too long each time: they are to be taken in parts.
     */
    public static boolean mayHelp(RuntimeException failure, int records) {
        return mayHelp(failure) && (records == 1 || !tookTooLong(failure));
    }

    private static boolean tookTooLong(RuntimeException failure) {
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
                "{} records of {} could not be taken, trying again in {}: {}",
                records.count(),
                records.partitions(),
                PAUSE,
                describe(failure));
        for (TopicPartition partition : records.partitions()) {
            consumer.seek(partition, first(records.records(partition)).offset());
        }
        pause(container);
    }

    /** A poll that fails by itself, before there are records. */
    @Override
    public void handleOtherException(
            Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        log.warn("could not poll, trying again in {}: {}", PAUSE, describe(failure));
        pause(container);
    }

    private static void pause(MessageListenerContainer container) {
        try {
            ListenerUtils.stoppableSleep(container, PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Of a database's error only the state: its message may have values in it. */
    private static String describe(Exception failure) {
        Throwable cause = failure;
        for (Throwable next = failure; next != null; next = causeOf(next)) {
            cause = next;
        }
        return cause instanceof SQLException sql
                ? cause.getClass().getSimpleName() + ", SQL state " + sql.getSQLState()
                : cause.toString();
    }

    /** Of a rollback that failed, what it was for. */
    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof TransactionSystemException rollback
                ? rollback.getOriginalException()
                : failure.getCause();
    }

    private static ConsumerRecord<?, ?> first(Collection<? extends ConsumerRecord<?, ?>> records) {
        return records.iterator().next();
    }
}
