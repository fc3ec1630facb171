/** Commands and events about organizations as Avro records. */
@NullMarked
package dev.muster.assignmentservice.organization.kafka;

import org.jspecify.annotations.NullMarked;
