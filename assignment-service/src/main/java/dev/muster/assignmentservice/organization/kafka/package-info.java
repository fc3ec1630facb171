@NullMarked
package dev.muster.assignmentservice.organization.kafka;

import org.jspecify.annotations.NullMarked;
