@NullMarked
package dev.muster.assignmentservice.application;

import org.jspecify.annotations.NullMarked;
