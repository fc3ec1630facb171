@NullMarked
package dev.muster.assignmentservice.security.web;

import org.jspecify.annotations.NullMarked;
