/** Who may do what: callers, their permissions, and how far the tree of organizations lets them reach. Knows the JDK only. */
@NullMarked
package dev.muster.assignment.access;

import org.jspecify.annotations.NullMarked;
