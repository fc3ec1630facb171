/** What all listeners and publishers share: decoding, dead letters, metrics and listener containers. */
@NullMarked
package dev.muster.assignmentservice.kafka;

import org.jspecify.annotations.NullMarked;
