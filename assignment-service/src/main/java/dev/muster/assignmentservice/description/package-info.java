/** The OpenAPI description. */
@NullMarked
package dev.muster.assignmentservice.description;

import org.jspecify.annotations.NullMarked;
