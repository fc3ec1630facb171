/** Where the features' state is kept: the SQL, one home per port. Runs in the caller's transaction. */
@NullMarked
package dev.muster.assignment.postgres;

import org.jspecify.annotations.NullMarked;
