/** Tests of record authentication. */
@NullMarked
package dev.muster.assignmentservice.security.kafka;

import org.jspecify.annotations.NullMarked;
