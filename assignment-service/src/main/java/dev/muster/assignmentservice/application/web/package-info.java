/** The HTTP interface of applications. */
@NullMarked
package dev.muster.assignmentservice.application.web;

import org.jspecify.annotations.NullMarked;
