package dev.muster.assignmentservice;

import dev.muster.schemas.Topics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published codes of why records of the input topics are rejected. */
final class DeadLetterReasons {

    private static final Set<String> APPLICATIONS =
            Set.of("id_invalid", "internal_error", "key_missing", "malformed", "storage_rejected");

    private static final Set<String> SYSTEMS =
            union(APPLICATIONS, Set.of("key_mismatch", "not_single_object", "schema_unknown", "value_empty"));

    private static final Set<String> COMMANDS = union(
            APPLICATIONS,
            Set.of(
                    "credentials_invalid",
                    "credentials_missing",
                    "issued_at_invalid",
                    "issued_by_invalid",
                    "key_mismatch",
                    "not_single_object",
                    "schema_unknown",
                    "timestamp_invalid",
                    "value_empty"));

    private static final Set<String> DIRECTORY_COMMANDS = union(
            COMMANDS,
            Set.of(
                    "access_denied",
                    "application_id_invalid",
                    "application_not_found",
                    "branding_invalid",
                    "description_invalid",
                    "json_invalid",
                    "json_not_object",
                    "json_too_large",
                    "label_invalid",
                    "label_taken",
                    "name_invalid",
                    "organization_ambiguous",
                    "organization_cycle",
                    "organization_deleted",
                    "organization_exists",
                    "organization_has_children",
                    "organization_id_reserved",
                    "organization_inactive",
                    "organization_not_found",
                    "own_organization",
                    "parent_invalid",
                    "parent_not_found",
                    "parent_type_invalid",
                    "permission_missing",
                    "plan_token_expired",
                    "plan_token_invalid",
                    "plan_token_other",
                    "plan_token_outdated",
                    "plan_token_used",
                    "properties_invalid",
                    "publish_in_progress",
                    "revision_conflict",
                    "roles_invalid",
                    "roles_missing",
                    "rule_set_invalid",
                    "too_many_applications",
                    "too_many_runs",
                    "user_exists",
                    "user_id_invalid",
                    "user_not_found"));

    static final Map<String, Set<String>> BY_TOPIC = Map.of(
            Topics.INVENTORY_APPLICATIONS, APPLICATIONS,
            Topics.INVENTORY_SYSTEMS, SYSTEMS,
            Topics.ASSIGNMENT_COMMANDS, COMMANDS,
            Topics.DIRECTORY_COMMANDS, DIRECTORY_COMMANDS);

    private DeadLetterReasons() {}

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
