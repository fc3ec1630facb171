/** What the systems under test share: the broker, the database, child processes. */
@NullMarked
package dev.muster.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
