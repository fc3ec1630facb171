/** Tokens, permissions, and the access scope of callers. */
@NullMarked
package dev.muster.assignmentservice.security;

import org.jspecify.annotations.NullMarked;
