/** Tests of image processing. */
@NullMarked
package dev.muster.assignmentservice.media;

import org.jspecify.annotations.NullMarked;
