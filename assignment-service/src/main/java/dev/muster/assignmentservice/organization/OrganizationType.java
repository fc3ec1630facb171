package dev.muster.assignmentservice.organization;

/** The kinds of organizations, from the top of the tree to its leaves. */
public enum OrganizationType {
    /** Runs the platform; has no parent. */
    OWNER,
    /** Sells to resellers. */
    DISTRIBUTOR,
    /** Sells to customers. */
    RESELLER,
    /** Uses what it was sold. */
    CUSTOMER;

    /** Whether an organization of this type may be the parent of one of the other. */
    public boolean isAbove(OrganizationType other) {
        return compareTo(other) < 0;
    }
}
