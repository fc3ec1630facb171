/** The rules of the inventory: validation, deduplication and merging of reports, and the brake. */
@NullMarked
package dev.muster.ingestservice.report;

import org.jspecify.annotations.NullMarked;
