/** Stores the secrets of systems. */
@NullMarked
package dev.muster.ingestservice.credential.postgres;

import org.jspecify.annotations.NullMarked;
