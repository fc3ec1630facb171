/** Commands and events about associations as Avro records. */
@NullMarked
package dev.muster.assignmentservice.association.kafka;

import org.jspecify.annotations.NullMarked;
