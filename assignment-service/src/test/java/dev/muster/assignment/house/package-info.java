/** The rules of the house, as tests. */
@NullMarked
package dev.muster.assignment.house;

import org.jspecify.annotations.NullMarked;
