/** A fleet that reports, organizations that own it, and what came of it: the same for the same seed. */
@NullMarked
package dev.muster.cli.demonstration;

import org.jspecify.annotations.NullMarked;
