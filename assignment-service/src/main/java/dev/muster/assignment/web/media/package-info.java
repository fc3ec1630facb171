/** The images of organizations, for everybody who shows them. */
@NullMarked
package dev.muster.assignment.web.media;

import org.jspecify.annotations.NullMarked;
