/**
 * Applications as people see them: what inventory reports, who owns them, and what was said about them; how they are
 * listed and counted. Knows the JDK and the other features only.
 */
@NullMarked
package dev.muster.assignment.applications;

import org.jspecify.annotations.NullMarked;
