/** Tests of the configuration that both services share. */
@NullMarked
package dev.muster.messaging;

import org.jspecify.annotations.NullMarked;
