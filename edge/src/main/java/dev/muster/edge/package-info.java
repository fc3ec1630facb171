/** What a service's HTTP server does for all of its routes. */
@NullMarked
package dev.muster.edge;

import org.jspecify.annotations.NullMarked;
