package dev.muster.messaging.consumer;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A fault of this software that one record brings out: it goes to dead letters, and to the log for who mends it. */
public final class InternalErrorReporter {

    /** The reason in the dead letter. */
    public static final String REASON = "internal_error";

    private static final Logger log = LoggerFactory.getLogger(InternalErrorReporter.class);
    private static final int FRAMES = 15;

    private InternalErrorReporter() {}

    /** Logs where it happened, but not the fault's message: that may have the payload in it. The dead letter's message. */
    public static String log(ConsumerRecord<?, ?> record, RuntimeException fault) {
        log.error(
                "{}-{}@{} brings out a fault of this software: {} at {}",
                record.topic(),
                record.partition(),
                record.offset(),
                fault.getClass().getName(),
                Arrays.stream(fault.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")));
        return "a fault of Muster: " + fault.getClass().getName();
    }
}
