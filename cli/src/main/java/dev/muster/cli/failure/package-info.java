/** Errors and exit codes. */
@NullMarked
package dev.muster.cli.failure;

import org.jspecify.annotations.NullMarked;
