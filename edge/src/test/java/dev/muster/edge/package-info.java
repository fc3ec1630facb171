/** Senders whose bodies are refused, on a real server. */
@NullMarked
package dev.muster.edge;

import org.jspecify.annotations.NullMarked;
