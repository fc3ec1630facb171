/** Planned sets of ownership changes, executed in steps: publishing rules, bulk changes, their undo. */
@NullMarked
package dev.muster.assignmentservice.run;

import org.jspecify.annotations.NullMarked;
