package dev.muster.ingestservice.agent.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what bodies have in memory together, however many agents send at once. A system has two bodies at once at the most:
 * one more than an agent needs, who may have given up on the first.
 */
final class UploadMemory {

    private static final long WAIT_SECONDS = 5;
    private static final int AT_ONCE_OF_A_SYSTEM = 2;

    private final Semaphore bytes;
    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();

    UploadMemory(UploadSettings settings) {
        // Fair: who needs much is not kept waiting by who needs little for ever.
        bytes = new Semaphore((int) settings.memory().toBytes(), true);
    }

    /** Room for a body of a system, which the caller closes. */
    Room open(String systemId) throws AgentApiException {
        Room room = new Room(systemId);
        if (bodies.merge(systemId, 1, Integer::sum) > AT_ONCE_OF_A_SYSTEM) {
            room.close();
            throw AgentApiException.busy();
        }
        return room;
    }

    /** Room for one body. */
    final class Room implements AutoCloseable {

        private final String systemId;
        private int taken;

        private Room(String systemId) {
            this.systemId = systemId;
        }

        /** How many bytes there is room for. */
        int taken() {
            return taken;
        }

        /** Takes room for so many bytes more. Waits a little for it. */
        void take(int more) throws AgentApiException {
            try {
                if (bytes.tryAcquire(more, WAIT_SECONDS, TimeUnit.SECONDS)) {
                    taken += more;
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw AgentApiException.busy();
        }

        @Override
        public void close() {
            bytes.release(taken);
            bodies.computeIfPresent(systemId, (id, count) -> count == 1 ? null : count - 1);
        }
    }
}
