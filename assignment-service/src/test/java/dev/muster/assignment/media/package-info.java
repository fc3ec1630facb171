/** Images, good and bad. */
@NullMarked
package dev.muster.assignment.media;

import org.jspecify.annotations.NullMarked;
