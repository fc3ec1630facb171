/**
 * The contract "Create an organization", and its siblings: {@code /api/v2.0}, lists as {@code {count, next, previous,
 * results}}, errors as {@code {code, message, detail}}.
 */
@NullMarked
package dev.muster.assignment.web.organizations;

import org.jspecify.annotations.NullMarked;
