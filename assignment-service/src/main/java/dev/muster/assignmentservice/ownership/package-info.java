/** Rules of ownership and rebranding, and the handling of commands that change them. */
@NullMarked
package dev.muster.assignmentservice.ownership;

import org.jspecify.annotations.NullMarked;
