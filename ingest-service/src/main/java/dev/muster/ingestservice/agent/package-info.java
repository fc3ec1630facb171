/** Uploads of inventory by HTTP: acceptance of reports and the ports to Kafka and the database. */
@NullMarked
package dev.muster.ingestservice.agent;

import org.jspecify.annotations.NullMarked;
