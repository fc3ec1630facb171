/** Collects the installed packages and services of this host. */
@NullMarked
package dev.muster.cli.collect;

import org.jspecify.annotations.NullMarked;
