/** What all commands about the directory share: idempotency, order, waiting, access, pages. */
@NullMarked
package dev.muster.assignmentservice.directory;

import org.jspecify.annotations.NullMarked;
