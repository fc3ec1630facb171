@NullMarked
package dev.muster.ingest;

import org.jspecify.annotations.NullMarked;
