/** Commands for reports, systems and the brake. */
@NullMarked
package dev.muster.cli.inventory;

import org.jspecify.annotations.NullMarked;
