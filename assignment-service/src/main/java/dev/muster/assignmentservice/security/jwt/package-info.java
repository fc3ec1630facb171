@NullMarked
package dev.muster.assignmentservice.security.jwt;

import org.jspecify.annotations.NullMarked;
