/** Systems in PostgreSQL. */
@NullMarked
package dev.muster.assignmentservice.system.postgres;

import org.jspecify.annotations.NullMarked;
