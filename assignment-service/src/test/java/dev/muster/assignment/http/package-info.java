/** The HTTP interface of a running service. */
@NullMarked
package dev.muster.assignment.http;

import org.jspecify.annotations.NullMarked;
