/** API tokens and the HTTP client of the assignment service. */
@NullMarked
package dev.muster.cli.access;

import org.jspecify.annotations.NullMarked;
