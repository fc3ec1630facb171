@NullMarked
package dev.muster.cli.demonstration;

import org.jspecify.annotations.NullMarked;
