package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import java.util.Map;

/** Maps rejections of the directory's rules to errors of fields. */
final class RuleErrors {

    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("label_invalid", "label"),
            Map.entry("label_taken", "label"),
            Map.entry("name_invalid", "name"),
            Map.entry("description_invalid", "description"),
            Map.entry("properties_invalid", "properties"),
            Map.entry("application_id_invalid", "app"),
            Map.entry("branding_invalid", "logo"),
            Map.entry("parent_invalid", "parent"),
            Map.entry("parent_not_found", "parent"),
            Map.entry("parent_type_invalid", "parent"),
            Map.entry("organization_cycle", "parent"));

    private RuleErrors() {}

    static ApiException of(DirectoryOutcome rejected) {
        String reason = String.valueOf(rejected.reason());
        String field = FIELDS.get(reason);
        return field == null
                ? ApiException.of(Kind.CONFLICT, reason, rejected.message())
                : ApiException.invalid(field, rejected.message(), null);
    }
}
