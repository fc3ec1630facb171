/** The whole pipeline on one machine: Kafka, PostgreSQL, both services. */
@NullMarked
package dev.muster.cli.local;

import org.jspecify.annotations.NullMarked;
