package dev.muster.assignmentservice.application;

import java.util.Collection;

/** A part of the tree: applications that one of the organizations owns, or that are on one of the systems. */
public record ScopeFilter(Collection<String> organizationIds, Collection<String> systemIds) {}
