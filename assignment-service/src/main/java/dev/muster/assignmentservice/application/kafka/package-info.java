@NullMarked
package dev.muster.assignmentservice.application.kafka;

import org.jspecify.annotations.NullMarked;
