/** Decodes directory commands and publishes changes of the directory. */
@NullMarked
package dev.muster.assignmentservice.directory.kafka;

import org.jspecify.annotations.NullMarked;
