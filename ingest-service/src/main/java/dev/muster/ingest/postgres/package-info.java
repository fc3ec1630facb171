/** The inventory's tables. The only place that knows SQL. */
@NullMarked
package dev.muster.ingest.postgres;

import org.jspecify.annotations.NullMarked;
