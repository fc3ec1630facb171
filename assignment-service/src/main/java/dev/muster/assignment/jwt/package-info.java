/** Tokens that an issuer of identities signs. The only place that knows how they are made. */
@NullMarked
package dev.muster.assignment.jwt;

import org.jspecify.annotations.NullMarked;
