/** The HTTP API for associations. */
@NullMarked
package dev.muster.assignmentservice.association.web;

import org.jspecify.annotations.NullMarked;
