@NullMarked
package dev.muster.schemas;

import org.jspecify.annotations.NullMarked;
