/** The ingest service: it keeps a record per application from the reports of its system. */
@NullMarked
package dev.muster.ingest;

import org.jspecify.annotations.NullMarked;
