@NullMarked
package dev.muster.assignmentservice.http.rules;

import org.jspecify.annotations.NullMarked;
