package dev.muster.assignment.applications;

import java.util.Collection;

/** A part of the tree: applications that one of the organizations owns, or that are on one of the systems. */
public record Within(Collection<String> organizationIds, Collection<String> systemIds) {}
