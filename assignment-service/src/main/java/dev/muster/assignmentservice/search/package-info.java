/** Text folding for searching and sorting. */
@NullMarked
package dev.muster.assignmentservice.search;

import org.jspecify.annotations.NullMarked;
