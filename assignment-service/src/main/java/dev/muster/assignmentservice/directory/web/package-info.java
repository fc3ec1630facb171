/** Applies requests to the directory, with idempotency keys. */
@NullMarked
package dev.muster.assignmentservice.directory.web;

import org.jspecify.annotations.NullMarked;
