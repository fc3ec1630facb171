/** The HTTP API for organizations. */
@NullMarked
package dev.muster.assignmentservice.organization.web;

import org.jspecify.annotations.NullMarked;
