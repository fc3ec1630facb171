@NullMarked
package dev.muster.inbox;

import org.jspecify.annotations.NullMarked;
