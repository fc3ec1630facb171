/** Decodes commands about ownership; publishes their outcomes and the changes of ownerships. */
@NullMarked
package dev.muster.assignmentservice.ownership.kafka;

import org.jspecify.annotations.NullMarked;
