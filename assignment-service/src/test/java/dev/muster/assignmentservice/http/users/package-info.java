@NullMarked
package dev.muster.assignmentservice.http.users;

import org.jspecify.annotations.NullMarked;
