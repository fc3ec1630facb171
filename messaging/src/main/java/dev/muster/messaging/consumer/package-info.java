/** Batch consumers: listener containers, error handling, dead letters, lag, and the guard against lost input. */
@NullMarked
package dev.muster.messaging.consumer;

import org.jspecify.annotations.NullMarked;
