/** The Kafka Connect converter of the benchmarks. */
@NullMarked
package dev.muster.benchmarks.connect;

import org.jspecify.annotations.NullMarked;
