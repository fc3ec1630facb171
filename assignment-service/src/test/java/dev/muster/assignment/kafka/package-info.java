@NullMarked
package dev.muster.assignment.kafka;

import org.jspecify.annotations.NullMarked;
