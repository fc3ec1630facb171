package dev.muster.assignment.directory;

/**
 * An organization as it is kept.
 *
 * @param revision rises by one with each change, without gaps, from 1
 */
public record KeptOrganization(Organization organization, long revision) {}
