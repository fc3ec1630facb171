package dev.muster.messaging;

import java.time.Duration;

/**
 * Work beside listeners, relays and HTTP, as a bean: {@link ServiceLifecycle} starts it when the database has its schema
 * and the topics are there, and stops it.
 */
public interface BackgroundWork {

    /** Begins, in threads of its own. */
    void start();

    /** Begins nothing new, and returns when what is under way has ended, or after the given time. Also before a start. */
    void stop(Duration atMost);
}
