/** The rules of the inventory, without a framework: what a set of reports makes of the applications of a system. */
@NullMarked
package dev.muster.ingest.inventory;

import org.jspecify.annotations.NullMarked;
