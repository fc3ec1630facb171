/** {@code muster local}: runs Kafka, PostgreSQL and both services on one machine. */
@NullMarked
package dev.muster.cli.local;

import org.jspecify.annotations.NullMarked;
