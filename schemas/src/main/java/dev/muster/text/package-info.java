/**
 * Validation of text, UTF-8 and JSON from outside, and SHA-256. Depends on the JDK only.
 */
@NullMarked
package dev.muster.text;

import org.jspecify.annotations.NullMarked;
