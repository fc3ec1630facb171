@NullMarked
package dev.muster.ingest.kafka;

import org.jspecify.annotations.NullMarked;
