package dev.muster.assignment.directory;

/** How an application is associated with an organization that need not own it. */
public enum AssociationKind {
    MEMBER,
    PORTAL
}
