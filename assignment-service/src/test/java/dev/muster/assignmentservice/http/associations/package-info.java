@NullMarked
package dev.muster.assignmentservice.http.associations;

import org.jspecify.annotations.NullMarked;
