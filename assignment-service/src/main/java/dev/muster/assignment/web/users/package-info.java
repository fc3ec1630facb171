/** The fourth contract: users and their organizations, below {@code /v2}. */
@NullMarked
package dev.muster.assignment.web.users;

import org.jspecify.annotations.NullMarked;
