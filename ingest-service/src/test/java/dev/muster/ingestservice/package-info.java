@NullMarked
package dev.muster.ingestservice;

import org.jspecify.annotations.NullMarked;
