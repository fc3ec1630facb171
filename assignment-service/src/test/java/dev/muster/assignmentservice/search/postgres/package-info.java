@NullMarked
package dev.muster.assignmentservice.search.postgres;

import org.jspecify.annotations.NullMarked;
