@NullMarked
package dev.muster.assignmentservice.organization;

import org.jspecify.annotations.NullMarked;
