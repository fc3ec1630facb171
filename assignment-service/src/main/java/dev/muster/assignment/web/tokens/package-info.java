/** Opaque API tokens: made, listed and revoked, in the first contract's envelope. */
@NullMarked
package dev.muster.assignment.web.tokens;

import org.jspecify.annotations.NullMarked;
