/** Rule sets, runs, bulk changes and explanations over HTTP. */
@NullMarked
package dev.muster.assignmentservice.run.web;

import org.jspecify.annotations.NullMarked;
