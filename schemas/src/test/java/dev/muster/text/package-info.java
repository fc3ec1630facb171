@NullMarked
package dev.muster.text;

import org.jspecify.annotations.NullMarked;
