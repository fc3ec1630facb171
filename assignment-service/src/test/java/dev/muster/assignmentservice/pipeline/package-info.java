@NullMarked
package dev.muster.assignmentservice.pipeline;

import org.jspecify.annotations.NullMarked;
