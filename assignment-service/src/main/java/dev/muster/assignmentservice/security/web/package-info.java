/** Authentication and authorization of HTTP requests, and the routes for tokens. */
@NullMarked
package dev.muster.assignmentservice.security.web;

import org.jspecify.annotations.NullMarked;
