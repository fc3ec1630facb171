/** Validation and scaling of images. */
@NullMarked
package dev.muster.assignmentservice.media;

import org.jspecify.annotations.NullMarked;
