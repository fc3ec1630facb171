package dev.muster.assignmentservice.kafka;

/**
 * How the topics are read.
 *
 * @param concurrency how many partitions of each topic this instance works on at once, 1 to 64
 * @param maxPollRecords how many records one poll takes, 1 to 5,000
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
