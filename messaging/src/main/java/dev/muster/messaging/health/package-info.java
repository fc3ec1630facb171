@NullMarked
package dev.muster.messaging.health;

import org.jspecify.annotations.NullMarked;
