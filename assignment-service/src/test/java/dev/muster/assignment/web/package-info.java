/** What all dialects share, by itself. */
@NullMarked
package dev.muster.assignment.web;

import org.jspecify.annotations.NullMarked;
