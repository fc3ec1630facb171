/** Commands that collect, report and release the brake. */
@NullMarked
package dev.muster.cli.inventory;

import org.jspecify.annotations.NullMarked;
