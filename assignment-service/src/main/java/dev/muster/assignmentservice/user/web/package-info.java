/** The HTTP API for users and their organizations. */
@NullMarked
package dev.muster.assignmentservice.user.web;

import org.jspecify.annotations.NullMarked;
