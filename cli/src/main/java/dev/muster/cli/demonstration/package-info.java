/** The demonstration of {@code muster local}: a simulated fleet, its organizations and the summary. */
@NullMarked
package dev.muster.cli.demonstration;

import org.jspecify.annotations.NullMarked;
