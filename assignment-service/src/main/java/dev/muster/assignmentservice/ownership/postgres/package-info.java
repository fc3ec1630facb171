@NullMarked
package dev.muster.assignmentservice.ownership.postgres;

import org.jspecify.annotations.NullMarked;
