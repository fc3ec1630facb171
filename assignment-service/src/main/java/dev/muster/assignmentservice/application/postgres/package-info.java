/** Applications in PostgreSQL: the catalog, details, and the read model that lists and searches use. */
@NullMarked
package dev.muster.assignmentservice.application.postgres;

import org.jspecify.annotations.NullMarked;
