/** Tests of the shared listeners. */
@NullMarked
package dev.muster.assignmentservice.kafka;

import org.jspecify.annotations.NullMarked;
