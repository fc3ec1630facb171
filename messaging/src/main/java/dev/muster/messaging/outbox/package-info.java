/** The transactional outbox: writer, relays, and the restatement of events after a relay has lost its lane. */
@NullMarked
package dev.muster.messaging.outbox;

import org.jspecify.annotations.NullMarked;
