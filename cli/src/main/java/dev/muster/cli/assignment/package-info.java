/** Commands that assign and rebrand applications. */
@NullMarked
package dev.muster.cli.assignment;

import org.jspecify.annotations.NullMarked;
