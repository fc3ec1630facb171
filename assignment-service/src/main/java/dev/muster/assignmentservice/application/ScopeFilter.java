package dev.muster.assignmentservice.application;

import java.util.Collection;

/** Applications that one of the organizations owns, or that belong to one of the systems. */
public record ScopeFilter(Collection<String> organizationIds, Collection<String> systemIds) {}
