/** Comparison of replayed topics with the published views. */
@NullMarked
package dev.muster.cli.consistency;

import org.jspecify.annotations.NullMarked;
