@NullMarked
package dev.muster.assignmentservice.http.organizations;

import org.jspecify.annotations.NullMarked;
