/** Creation of missing topics. */
@NullMarked
package dev.muster.messaging.topic;

import org.jspecify.annotations.NullMarked;
