/**
 * Images of organizations: what is accepted, the renditions that are made of it, and the port of where they are kept. The
 * bytes come from strangers, so everything is bounded before it is decoded. Knows the JDK and the imaging libraries, and
 * nothing else of this service.
 */
@NullMarked
package dev.muster.assignment.media;

import org.jspecify.annotations.NullMarked;
