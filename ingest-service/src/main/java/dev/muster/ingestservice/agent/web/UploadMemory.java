package dev.muster.ingestservice.agent.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory of all concurrent uploads. A system may have two uploads at once: one more than an agent needs, because
 * the agent may have abandoned the first. Thread-safe.
 */
final class UploadMemory {

    private static final long WAIT_SECONDS = 5;
    private static final int MAX_UPLOADS_PER_SYSTEM = 2;

    private final Semaphore bytes;
    private final Map<String, Integer> uploads = new ConcurrentHashMap<>();

    UploadMemory(UploadSettings settings) {
        // Fair: small requests do not starve large ones.
        bytes = new Semaphore((int) settings.memory().toBytes(), true);
    }

    /**
     * Opens a reservation for one upload, which the caller closes.
     *
     * @throws AgentApiException with status 503 when the system has too many uploads
     */
    Reservation open(String systemId) throws AgentApiException {
        Reservation reservation = new Reservation(systemId);
        if (uploads.merge(systemId, 1, Integer::sum) > MAX_UPLOADS_PER_SYSTEM) {
            reservation.close();
            throw AgentApiException.busy();
        }
        return reservation;
    }

    /** Memory reserved for one upload. Not thread-safe. */
    final class Reservation implements AutoCloseable {

        private final String systemId;
        private int reserved;

        private Reservation(String systemId) {
            this.systemId = systemId;
        }

        /** Number of reserved bytes. */
        int bytes() {
            return reserved;
        }

        /**
         * Reserves more bytes.
         *
         * @throws AgentApiException with status 503 when they are not available within 5 seconds
         */
        void reserve(int count) throws AgentApiException {
            try {
                if (bytes.tryAcquire(count, WAIT_SECONDS, TimeUnit.SECONDS)) {
                    reserved += count;
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw AgentApiException.busy();
        }

        @Override
        public void close() {
            bytes.release(reserved);
            uploads.computeIfPresent(systemId, (id, count) -> count == 1 ? null : count - 1);
        }
    }
}
