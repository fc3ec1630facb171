package dev.muster.ingestservice;

import dev.muster.schemas.Topics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published codes of why records of the input topics are rejected. */
final class DeadLetterReasons {

    private static final Set<String> BOTH = Set.of(
            "internal_error",
            "key_mismatch",
            "key_missing",
            "malformed",
            "not_single_object",
            "schema_unknown",
            "storage_rejected",
            "system_id_invalid",
            "timestamp_invalid",
            "value_empty");

    private static final Set<String> REPORTS = Set.of(
            "application_id_taken",
            "collected_at_in_future",
            "collected_at_too_old",
            "collector_invalid",
            "instance_of_invalid",
            "json_invalid",
            "json_not_object",
            "json_too_large",
            "module_id_duplicate",
            "module_id_invalid",
            "next_report_within_s_invalid",
            "report_id_invalid",
            "report_too_large",
            "system_too_large",
            "text_invalid",
            "text_too_long",
            "too_many_applications");

    private static final Set<String> COMMANDS =
            Set.of("issued_at_invalid", "issued_by_invalid", "secret_sha256_invalid", "thresholds_invalid");

    static final Map<String, Set<String>> BY_TOPIC = Map.of(
            Topics.INVENTORY_REPORTS, union(BOTH, REPORTS),
            Topics.INVENTORY_COMMANDS, union(BOTH, COMMANDS),
            Topics.INVENTORY_HEARTBEATS, BOTH);

    private DeadLetterReasons() {}

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
