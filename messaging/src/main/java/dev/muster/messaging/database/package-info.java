@NullMarked
package dev.muster.messaging.database;

import org.jspecify.annotations.NullMarked;
