/** Verification of signed tokens with Nimbus and Spring Security. */
@NullMarked
package dev.muster.assignmentservice.security.jwt;

import org.jspecify.annotations.NullMarked;
