@NullMarked
package dev.muster.assignment.directory;

import org.jspecify.annotations.NullMarked;
