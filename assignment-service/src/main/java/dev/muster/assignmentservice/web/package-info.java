@NullMarked
package dev.muster.assignmentservice.web;

import org.jspecify.annotations.NullMarked;
