package dev.muster.assignmentservice.kafka;

/**
 * Settings of the Kafka listeners.
 *
 * @param concurrency consumer threads per topic in this instance, 1 to 64
 * @param maxPollRecords the largest number of records in a poll, 1 to 5,000
 */
public record ListenerSettings(int concurrency, int maxPollRecords) {

    public ListenerSettings {
        if (concurrency < 1 || concurrency > 64) {
            throw new IllegalArgumentException("listeners.concurrency must be 1 to 64, not " + concurrency);
        }
        if (maxPollRecords < 1 || maxPollRecords > 5_000) {
            throw new IllegalArgumentException("listeners.max-poll-records must be 1 to 5000, not " + maxPollRecords);
        }
    }
}
