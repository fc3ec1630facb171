/**
 * What text and JSON from others have to keep to, for all edges and rules. Knows the JDK only.
 */
@NullMarked
package dev.muster.text;

import org.jspecify.annotations.NullMarked;
