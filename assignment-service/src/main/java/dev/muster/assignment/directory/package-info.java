/**
 * The tree of organizations: its rules, the handlers that apply them in the caller's transaction, and the ports they
 * need. Knows the JDK only.
 */
@NullMarked
package dev.muster.assignment.directory;

import org.jspecify.annotations.NullMarked;
