/** Folded texts. */
@NullMarked
package dev.muster.assignment.search;

import org.jspecify.annotations.NullMarked;
