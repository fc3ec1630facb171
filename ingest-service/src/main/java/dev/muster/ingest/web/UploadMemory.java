package dev.muster.ingest.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds what bodies have in memory together, however many agents send at once. */
final class UploadMemory {

    private static final long WAIT_SECONDS = 5;

    private final Semaphore bytes;

    UploadMemory(UploadSettings settings) {
        // Fair: a large body is not kept waiting by small ones for ever.
        bytes = new Semaphore((int) settings.memory().toBytes(), true);
    }

    /** Room for so many bytes, which the caller closes. Waits a little for it. */
    Room reserve(int wanted) throws Refusal {
        try {
            if (bytes.tryAcquire(wanted, WAIT_SECONDS, TimeUnit.SECONDS)) {
                return new Room(wanted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.busy();
    }

    /** Room that was reserved. */
    final class Room implements AutoCloseable {

        private int reserved;

        private Room(int reserved) {
            this.reserved = reserved;
        }

        /** Gives back what turned out not to be needed. */
        void shrinkTo(int needed) {
            if (needed < reserved) {
                bytes.release(reserved - needed);
                reserved = needed;
            }
        }

        @Override
        public void close() {
            shrinkTo(0);
        }
    }
}
