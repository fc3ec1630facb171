/** The routes that serve images. */
@NullMarked
package dev.muster.assignmentservice.media.web;

import org.jspecify.annotations.NullMarked;
