/** Commands and events about systems as Avro records. */
@NullMarked
package dev.muster.assignmentservice.system.kafka;

import org.jspecify.annotations.NullMarked;
