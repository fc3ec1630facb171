package dev.muster.assignmentservice.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that cannot be handled, without its credentials.
 *
 * @param reason a stable code, such as {@code payload_invalid}
 * @param message the cause for the operator, without the payload
 */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, String reason, String message) {

    public DeadLetter {
        record = CredentialsHeader.removeFrom(record);
    }
}
