@NullMarked
package dev.muster.localstack;

import org.jspecify.annotations.NullMarked;
