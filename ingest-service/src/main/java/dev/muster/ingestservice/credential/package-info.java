/** Secrets of systems: changes and verification. */
@NullMarked
package dev.muster.ingestservice.credential;

import org.jspecify.annotations.NullMarked;
