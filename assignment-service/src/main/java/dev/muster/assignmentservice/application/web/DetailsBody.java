package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.application.DetailsChange;
import dev.muster.assignmentservice.application.DetailsChange.FieldChange;
import dev.muster.assignmentservice.application.DetailsRules;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The request body of a change of details. An absent field does not change, null restores the reported value. */
record DetailsBody(
        @JsonProperty("display_name") @Nullable JsonNode displayName,
        @JsonProperty("url") @Nullable JsonNode url,
        @JsonProperty("notes") @Nullable JsonNode notes) {

    /**
     * The validated change.
     *
     * @throws ApiException with all problems
     */
    DetailsChange change() {
        List<Problem> problems = new ArrayList<>();
        DetailsChange change = new DetailsChange(
                fieldChange("display_name", displayName, problems),
                fieldChange("url", url, problems),
                fieldChange("notes", notes, problems));
        DetailsRules.problems(change).forEach((field, message) -> problems.add(new Problem(field, message, "")));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return change;
    }

    private static FieldChange fieldChange(String field, @Nullable JsonNode node, List<Problem> problems) {
        if (node == null) {
            return FieldChange.ABSENT;
        }
        if (node.isNull()) {
            return FieldChange.of(null);
        }
        if (!node.isString()) {
            problems.add(new Problem(field, "has the wrong type", ""));
            return FieldChange.ABSENT;
        }
        String text = node.stringValue();
        return FieldChange.of(field.equals("notes") && text.isEmpty() ? null : text);
    }
}
