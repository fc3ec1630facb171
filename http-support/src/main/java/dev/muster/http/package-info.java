/** Protection of the HTTP server against slow clients. */
@NullMarked
package dev.muster.http;

import org.jspecify.annotations.NullMarked;
