@NullMarked
package dev.muster.assignmentservice.security;

import org.jspecify.annotations.NullMarked;
