@NullMarked
package dev.muster.assignmentservice.media.web;

import org.jspecify.annotations.NullMarked;
