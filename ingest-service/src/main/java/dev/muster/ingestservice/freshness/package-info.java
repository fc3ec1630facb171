/** Which systems still give signs of life: their published state, and the events that tell of it. */
@NullMarked
package dev.muster.ingestservice.freshness;

import org.jspecify.annotations.NullMarked;
