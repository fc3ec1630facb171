package dev.muster.schemas;

/** The names of all topics. Keys are UTF-8 strings, values are in single-object encoding. */
public final class Topics {

    /** {@code InventoryReport} by system_id. */
    public static final String INVENTORY_REPORTS = "inventory.reports";

    /**
     * {@code InventoryCommand}, {@code SystemCredentialCommand} and {@code SystemFreshnessCommand} by system_id,
     * {@code ReleaseWaveCommand} by {@code fleet}: distinguished by their fingerprints.
     */
    public static final String INVENTORY_COMMANDS = "inventory.commands";

    /** {@code ApplicationEvent} by application_id, compacted. */
    public static final String INVENTORY_APPLICATIONS = "inventory.applications";

    /** {@code InventorySystemEvent} by system_id, compacted. */
    public static final String INVENTORY_SYSTEMS = "inventory.systems";

    /** {@code SystemHeartbeat} by system_id. */
    public static final String INVENTORY_HEARTBEATS = "inventory.heartbeats";

    /** {@code ReportReceipt} by system_id. */
    public static final String INVENTORY_RECEIPTS = "inventory.receipts";

    /** {@code AssignmentCommand} and {@code ReleaseToRulesCommand} by application_id. */
    public static final String ASSIGNMENT_COMMANDS = "assignment.commands";

    /** {@code CommandOutcome} by application_id. */
    public static final String ASSIGNMENT_OUTCOMES = "assignment.outcomes";

    /** {@code OwnershipEvent} by application_id, compacted. */
    public static final String ASSIGNMENT_OWNERSHIPS = "assignment.ownerships";

    /** {@code ApplicationDetailsEvent} by application_id, compacted. */
    public static final String ASSIGNMENT_DETAILS = "assignment.details";

    /** {@code RuleSetEvent} by organization_id, compacted. */
    public static final String ASSIGNMENT_RULE_SETS = "assignment.rule-sets";

    /**
     * {@code DirectoryCommand}, {@code DeleteOrganizationCommand}, {@code RuleSetCommand} and {@code AssociationCommand}
     * by organization_id, {@code MembershipCommand} and {@code RemoveUserCommand} by user_id, {@code SystemCommand} by
     * system_id: distinguished by their fingerprints.
     */
    public static final String DIRECTORY_COMMANDS = "directory.commands";

    /** {@code OrganizationEvent} by organization_id, compacted. */
    public static final String DIRECTORY_ORGANIZATIONS = "directory.organizations";

    /** {@code MembershipEvent} by {organization_id}/{user_id}, compacted. */
    public static final String DIRECTORY_MEMBERSHIPS = "directory.memberships";

    /** {@code UserEvent} by user_id, compacted. */
    public static final String DIRECTORY_USERS = "directory.users";

    /** {@code AssociationEvent} by {organization_id}/{application_id}, compacted. */
    public static final String DIRECTORY_ASSOCIATIONS = "directory.associations";

    /** {@code SystemEvent} by system_id, compacted. */
    public static final String DIRECTORY_SYSTEMS = "directory.systems";

    private Topics() {}

    /**
     * The topic for unreadable and invalid records of the given topic: the original key, value and headers, with added
     * headers that contain the reason.
     */
    public static String deadLettersOf(String topic) {
        return topic + ".dead-letters";
    }
}
