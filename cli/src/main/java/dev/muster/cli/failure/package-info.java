/** How a command ends when it does not succeed: one line, and an exit code that says whose turn it is. */
@NullMarked
package dev.muster.cli.failure;

import org.jspecify.annotations.NullMarked;
