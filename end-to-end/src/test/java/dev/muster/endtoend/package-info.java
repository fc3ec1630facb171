/** The pipeline as a whole, seen from its topics and views. */
@NullMarked
package dev.muster.endtoend;

import org.jspecify.annotations.NullMarked;
