/** Tests of the shared HTTP code. */
@NullMarked
package dev.muster.assignmentservice.web;

import org.jspecify.annotations.NullMarked;
