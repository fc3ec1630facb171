/** The second contract, seen as its clients see it. */
@NullMarked
package dev.muster.assignment.http.organizations;

import org.jspecify.annotations.NullMarked;
