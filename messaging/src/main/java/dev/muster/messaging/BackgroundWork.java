package dev.muster.messaging;

import java.time.Duration;

/**
 * Background work of a service, as a bean. {@link ServiceLifecycle} starts it when the schema is migrated and the
 * topics exist, and stops it.
 */
public interface BackgroundWork {

    /** Starts, in threads of its own. */
    void start();

    /**
     * Starts nothing new and waits for running work, at most for the given time. May be called before {@link #start()}.
     */
    void stop(Duration atMost);
}
