/**
 * The HTTP edge. A request goes: RequestIds → security (who is it) → RequiresInterceptor (may it) → a controller of one
 * dialect → a feature. Whatever goes wrong is a {@link dev.muster.assignment.web.Refusal}; each dialect's
 * {@link dev.muster.assignment.web.DialectErrors} writes it in its own words.
 */
@NullMarked
package dev.muster.assignment.web;

import org.jspecify.annotations.NullMarked;
