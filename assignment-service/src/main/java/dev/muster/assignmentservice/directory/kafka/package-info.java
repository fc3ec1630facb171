@NullMarked
package dev.muster.assignmentservice.directory.kafka;

import org.jspecify.annotations.NullMarked;
