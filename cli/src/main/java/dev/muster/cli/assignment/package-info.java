/** Commands that assign, release and rebrand applications, one or many. */
@NullMarked
package dev.muster.cli.assignment;

import org.jspecify.annotations.NullMarked;
