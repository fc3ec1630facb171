package dev.muster.messaging.consumer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs internal errors: bugs of this software that one record triggers. The record becomes a dead letter. */
public final class InternalErrorReporter {

    /** The reason in the dead letter. */
    public static final String REASON = "internal_error";

    private static final Logger log = LoggerFactory.getLogger(InternalErrorReporter.class);
    private static final int FRAMES = 15;

    private InternalErrorReporter() {}

    /**
     * Logs class and stack trace, but not the message, which may contain payload.
     *
     * @return the message of the dead letter
     */
    public static String report(ConsumerRecord<?, ?> record, RuntimeException error) {
        log.error(
                "internal error topic={} partition={} offset={} cause={} at {}",
                record.topic(),
                record.partition(),
                record.offset(),
                error.getClass().getName(),
                Arrays.stream(error.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")));
        return "internal error: " + error.getClass().getName();
    }
}
