@NullMarked
package dev.muster.assignmentservice.house;

import org.jspecify.annotations.NullMarked;
