@NullMarked
package dev.muster.assignmentservice.directory.web;

import org.jspecify.annotations.NullMarked;
