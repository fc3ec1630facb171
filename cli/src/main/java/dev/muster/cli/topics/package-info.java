/** Commands for topics: watch, dead letters and input offsets. */
@NullMarked
package dev.muster.cli.topics;

import org.jspecify.annotations.NullMarked;
