package dev.muster.assignmentservice.organization;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total number of organizations in the whole list
 */
public record OrganizationPage(long total, List<OrganizationView> organizations) {}
