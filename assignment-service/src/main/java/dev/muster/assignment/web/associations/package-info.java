/** The third contract: the organizations of applications, and the applications of organizations. */
@NullMarked
package dev.muster.assignment.web.associations;

import org.jspecify.annotations.NullMarked;
