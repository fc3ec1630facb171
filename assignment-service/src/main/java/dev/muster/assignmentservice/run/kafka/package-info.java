/** Commands and events of rule sets. */
@NullMarked
package dev.muster.assignmentservice.run.kafka;

import org.jspecify.annotations.NullMarked;
