/** Authentication of command records. */
@NullMarked
package dev.muster.assignmentservice.security.kafka;

import org.jspecify.annotations.NullMarked;
