/** Commands and events about users and memberships as Avro records. */
@NullMarked
package dev.muster.assignmentservice.user.kafka;

import org.jspecify.annotations.NullMarked;
