/** What all stores share: array parameters and statement pipelines. */
@NullMarked
package dev.muster.assignmentservice.postgres;

import org.jspecify.annotations.NullMarked;
