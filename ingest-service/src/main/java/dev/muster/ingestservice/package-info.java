/** Wiring and settings of the ingest service. */
@NullMarked
package dev.muster.ingestservice;

import org.jspecify.annotations.NullMarked;
