@NullMarked
package dev.muster.assignmentservice.http;

import org.jspecify.annotations.NullMarked;
