/** Commands that follow topics and look after dead letters. */
@NullMarked
package dev.muster.cli.topics;

import org.jspecify.annotations.NullMarked;
