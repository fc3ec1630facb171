@NullMarked
package dev.muster.assignmentservice.association.kafka;

import org.jspecify.annotations.NullMarked;
