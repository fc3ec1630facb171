@NullMarked
package dev.muster.cli.local;

import org.jspecify.annotations.NullMarked;
