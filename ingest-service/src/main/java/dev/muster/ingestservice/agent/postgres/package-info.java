/** Stores the keys of uploaded reports. */
@NullMarked
package dev.muster.ingestservice.agent.postgres;

import org.jspecify.annotations.NullMarked;
