/** End-to-end tests of the pipeline through its topics and views. */
@NullMarked
package dev.muster.endtoend;

import org.jspecify.annotations.NullMarked;
