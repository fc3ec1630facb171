@NullMarked
package dev.muster.assignmentservice.ownership.kafka;

import org.jspecify.annotations.NullMarked;
