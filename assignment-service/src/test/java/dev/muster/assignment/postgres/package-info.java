/** What the statements cost. */
@NullMarked
package dev.muster.assignment.postgres;

import org.jspecify.annotations.NullMarked;
