/** Events of systems on inventory.systems. */
@NullMarked
package dev.muster.ingestservice.freshness.kafka;

import org.jspecify.annotations.NullMarked;
