/** What this host truly runs: its installed packages and its services. */
@NullMarked
package dev.muster.cli.collect;

import org.jspecify.annotations.NullMarked;
