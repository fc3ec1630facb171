@NullMarked
package dev.muster.assignmentservice.ownership;

import org.jspecify.annotations.NullMarked;
