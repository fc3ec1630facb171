/** What all HTTP dialects share: errors, limits, JSON and request ids. */
@NullMarked
package dev.muster.assignmentservice.web;

import org.jspecify.annotations.NullMarked;
