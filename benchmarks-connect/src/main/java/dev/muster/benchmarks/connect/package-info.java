/** What the benchmarks add to Kafka Connect. */
@NullMarked
package dev.muster.benchmarks.connect;

import org.jspecify.annotations.NullMarked;
