/** The HTTP API for systems. */
@NullMarked
package dev.muster.assignmentservice.system.web;

import org.jspecify.annotations.NullMarked;
