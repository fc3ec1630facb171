@NullMarked
package dev.muster.assignmentservice.system.kafka;

import org.jspecify.annotations.NullMarked;
