@NullMarked
package dev.muster.ingestservice.agent;

import org.jspecify.annotations.NullMarked;
