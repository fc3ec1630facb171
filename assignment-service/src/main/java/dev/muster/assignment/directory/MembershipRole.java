package dev.muster.assignment.directory;

/** What a user is in an organization. */
public enum MembershipRole {
    USER,
    MANAGER,
    BILLING_MANAGER,
    AUDITOR
}
