@NullMarked
package dev.muster.cli.collect;

import org.jspecify.annotations.NullMarked;
