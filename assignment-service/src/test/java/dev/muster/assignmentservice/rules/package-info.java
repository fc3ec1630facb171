@NullMarked
package dev.muster.assignmentservice.rules;

import org.jspecify.annotations.NullMarked;
