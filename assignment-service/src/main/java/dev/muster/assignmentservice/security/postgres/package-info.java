@NullMarked
package dev.muster.assignmentservice.security.postgres;

import org.jspecify.annotations.NullMarked;
