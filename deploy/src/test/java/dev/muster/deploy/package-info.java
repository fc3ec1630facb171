/** Checks of the files in {@code deploy}. */
@NullMarked
package dev.muster.deploy;

import org.jspecify.annotations.NullMarked;
