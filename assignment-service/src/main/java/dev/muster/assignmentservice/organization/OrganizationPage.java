package dev.muster.assignmentservice.organization;

import java.util.List;

/**
 * One page of a list.
 *
 * @param total how many organizations the whole list has
 */
public record OrganizationPage(long total, List<OrganizationView> organizations) {}
