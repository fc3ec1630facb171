@NullMarked
package dev.muster.messaging;

import org.jspecify.annotations.NullMarked;
