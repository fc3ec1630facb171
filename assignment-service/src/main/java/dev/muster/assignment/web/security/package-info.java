/** Who asks: credentials of requests, and what Spring Security does for all routes. */
@NullMarked
package dev.muster.assignment.web.security;

import org.jspecify.annotations.NullMarked;
