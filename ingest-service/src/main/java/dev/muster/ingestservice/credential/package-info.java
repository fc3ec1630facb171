@NullMarked
package dev.muster.ingestservice.credential;

import org.jspecify.annotations.NullMarked;
