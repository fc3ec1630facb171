/** Checks and probes behind the health group {@code pipeline}, and waiting for peers at the start. */
@NullMarked
package dev.muster.messaging.health;

import org.jspecify.annotations.NullMarked;
