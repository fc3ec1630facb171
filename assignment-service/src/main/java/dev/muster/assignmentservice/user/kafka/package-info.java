@NullMarked
package dev.muster.assignmentservice.user.kafka;

import org.jspecify.annotations.NullMarked;
