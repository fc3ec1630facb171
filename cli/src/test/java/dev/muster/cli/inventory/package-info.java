@NullMarked
package dev.muster.cli.inventory;

import org.jspecify.annotations.NullMarked;
