@NullMarked
package dev.muster.messaging.consumer;

import org.jspecify.annotations.NullMarked;
