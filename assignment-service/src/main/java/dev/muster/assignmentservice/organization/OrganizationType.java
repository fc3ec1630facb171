package dev.muster.assignmentservice.organization;

/** Types of organizations, from the root of the tree to its leaves. */
public enum OrganizationType {
    /** Runs the platform; has no parent. */
    OWNER,
    /** Sells to resellers. */
    DISTRIBUTOR,
    /** Sells to customers. */
    RESELLER,
    /** Uses what it was sold. */
    CUSTOMER;

    /** Whether this type may be the parent of the other. */
    public boolean isAbove(OrganizationType other) {
        return compareTo(other) < 0;
    }
}
