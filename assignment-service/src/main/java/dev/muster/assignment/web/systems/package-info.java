/** Systems, in the first contract's envelope. */
@NullMarked
package dev.muster.assignment.web.systems;

import org.jspecify.annotations.NullMarked;
