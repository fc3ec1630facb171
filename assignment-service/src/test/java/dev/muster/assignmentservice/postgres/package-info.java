@NullMarked
package dev.muster.assignmentservice.postgres;

import org.jspecify.annotations.NullMarked;
