package dev.muster.assignmentservice.user;

/** The role of a user in an organization. */
public enum MembershipRole {
    USER,
    MANAGER,
    BILLING_MANAGER,
    AUDITOR
}
