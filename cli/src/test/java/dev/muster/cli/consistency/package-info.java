@NullMarked
package dev.muster.cli.consistency;

import org.jspecify.annotations.NullMarked;
