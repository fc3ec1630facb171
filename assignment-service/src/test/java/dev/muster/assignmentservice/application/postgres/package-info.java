@NullMarked
package dev.muster.assignmentservice.application.postgres;

import org.jspecify.annotations.NullMarked;
