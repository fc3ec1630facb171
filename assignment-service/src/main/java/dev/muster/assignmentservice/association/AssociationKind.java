package dev.muster.assignmentservice.association;

/** How an application is associated with an organization that need not own it. */
public enum AssociationKind {
    MEMBER,
    PORTAL
}
