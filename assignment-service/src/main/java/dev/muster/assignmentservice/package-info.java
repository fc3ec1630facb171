@NullMarked
package dev.muster.assignmentservice;

import org.jspecify.annotations.NullMarked;
