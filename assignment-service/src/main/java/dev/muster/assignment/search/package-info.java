/** How texts are compared by those who search and sort, whatever their case, accents and form. Knows the JDK only. */
@NullMarked
package dev.muster.assignment.search;

import org.jspecify.annotations.NullMarked;
