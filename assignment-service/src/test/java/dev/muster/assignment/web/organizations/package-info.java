/** The second contract's parts by themselves, where the running service does not show them. */
@NullMarked
package dev.muster.assignment.web.organizations;

import org.jspecify.annotations.NullMarked;
