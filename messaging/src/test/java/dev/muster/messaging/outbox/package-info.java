@NullMarked
package dev.muster.messaging.outbox;

import org.jspecify.annotations.NullMarked;
