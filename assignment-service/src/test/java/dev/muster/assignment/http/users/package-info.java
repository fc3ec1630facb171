/** The fourth contract on a running service. */
@NullMarked
package dev.muster.assignment.http.users;

import org.jspecify.annotations.NullMarked;
