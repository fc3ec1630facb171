/** Tests of the HTTP interface that span features. */
@NullMarked
package dev.muster.assignmentservice.http;

import org.jspecify.annotations.NullMarked;
