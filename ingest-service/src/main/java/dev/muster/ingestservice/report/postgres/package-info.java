/** Stores the inventory. */
@NullMarked
package dev.muster.ingestservice.report.postgres;

import org.jspecify.annotations.NullMarked;
