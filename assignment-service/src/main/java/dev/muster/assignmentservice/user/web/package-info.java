@NullMarked
package dev.muster.assignmentservice.user.web;

import org.jspecify.annotations.NullMarked;
