/** Tokens of the assignment service, over HTTP. */
@NullMarked
package dev.muster.cli.access;

import org.jspecify.annotations.NullMarked;
