package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The permission that a caller needs for a request, asked before the body is read. Every handler has one. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPermission {

    /** The permission. */
    Permission value();
}
