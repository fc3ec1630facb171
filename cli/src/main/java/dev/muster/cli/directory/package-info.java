/** Commands about organizations. */
@NullMarked
package dev.muster.cli.directory;

import org.jspecify.annotations.NullMarked;
