/** What people see of applications and change about them: catalog, details, assignments and the application list. */
@NullMarked
package dev.muster.assignmentservice.application;

import org.jspecify.annotations.NullMarked;
