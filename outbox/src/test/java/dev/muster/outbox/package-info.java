@NullMarked
package dev.muster.outbox;

import org.jspecify.annotations.NullMarked;
