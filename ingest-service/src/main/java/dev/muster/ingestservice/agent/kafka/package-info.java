/** Publishes uploaded reports to inventory.reports. */
@NullMarked
package dev.muster.ingestservice.agent.kafka;

import org.jspecify.annotations.NullMarked;
