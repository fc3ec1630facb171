@NullMarked
package dev.muster.assignmentservice.association;

import org.jspecify.annotations.NullMarked;
