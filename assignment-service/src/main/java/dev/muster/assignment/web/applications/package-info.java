/** The first contract: applications and who owns them, in the envelope {@code {code, message, data}}. */
@NullMarked
package dev.muster.assignment.web.applications;

import org.jspecify.annotations.NullMarked;
