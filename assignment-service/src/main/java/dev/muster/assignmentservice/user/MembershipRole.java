package dev.muster.assignmentservice.user;

/** What a user is in an organization. */
public enum MembershipRole {
    USER,
    MANAGER,
    BILLING_MANAGER,
    AUDITOR
}
