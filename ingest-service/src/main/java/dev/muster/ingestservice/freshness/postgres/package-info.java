/** Tables of freshness. */
@NullMarked
package dev.muster.ingestservice.freshness.postgres;

import org.jspecify.annotations.NullMarked;
