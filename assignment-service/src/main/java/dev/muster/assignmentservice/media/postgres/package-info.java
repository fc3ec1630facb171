/** Images in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.media.postgres;

import org.jspecify.annotations.NullMarked;
