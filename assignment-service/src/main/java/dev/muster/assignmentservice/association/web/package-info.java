@NullMarked
package dev.muster.assignmentservice.association.web;

import org.jspecify.annotations.NullMarked;
