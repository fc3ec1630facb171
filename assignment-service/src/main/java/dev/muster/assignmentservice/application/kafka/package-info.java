/** Reads the topics that the application list and waiting commands follow. */
@NullMarked
package dev.muster.assignmentservice.application.kafka;

import org.jspecify.annotations.NullMarked;
