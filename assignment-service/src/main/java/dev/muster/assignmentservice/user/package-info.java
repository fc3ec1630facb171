@NullMarked
package dev.muster.assignmentservice.user;

import org.jspecify.annotations.NullMarked;
