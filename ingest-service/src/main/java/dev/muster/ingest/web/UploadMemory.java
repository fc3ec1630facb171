package dev.muster.ingest.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what bodies have in memory together, however many agents send at once: what has arrived counts, not what is
 * announced, and each system has one body at a time. So neither slow agents nor a single one keep the others out.
 */
final class UploadMemory {

    private static final long WAIT_SECONDS = 5;

    private final Semaphore bytes;
    private final Set<String> systems = ConcurrentHashMap.newKeySet();

    UploadMemory(UploadSettings settings) {
        // Fair: who needs much is not kept waiting by who needs little for ever.
        bytes = new Semaphore((int) settings.memory().toBytes(), true);
    }

    /** Room for a body of a system, which the caller closes. */
    Room open(String systemId) throws Refusal {
        if (!systems.add(systemId)) {
            throw Refusal.busy();
        }
        return new Room(systemId);
    }

    /** Room for one body. */
    final class Room implements AutoCloseable {

        private final String systemId;
        private int taken;

        private Room(String systemId) {
            this.systemId = systemId;
        }

        /** Takes room for so many bytes more. Waits a little for it. */
        void take(int more) throws Refusal {
            try {
                if (bytes.tryAcquire(more, WAIT_SECONDS, TimeUnit.SECONDS)) {
                    taken += more;
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw Refusal.busy();
        }

        @Override
        public void close() {
            bytes.release(taken);
            systems.remove(systemId);
        }
    }
}
