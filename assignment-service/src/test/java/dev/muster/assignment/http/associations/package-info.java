/** The third contract on a running service. */
@NullMarked
package dev.muster.assignment.http.associations;

import org.jspecify.annotations.NullMarked;
