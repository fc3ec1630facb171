/** Commands about organizations, users, memberships, associations and systems. */
@NullMarked
package dev.muster.cli.directory;

import org.jspecify.annotations.NullMarked;
