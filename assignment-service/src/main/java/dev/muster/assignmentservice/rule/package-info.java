/** Rules that assign applications: documents, matching, and the decision who owns an application. */
@NullMarked
package dev.muster.assignmentservice.rule;

import org.jspecify.annotations.NullMarked;
