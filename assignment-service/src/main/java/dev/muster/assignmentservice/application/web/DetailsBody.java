package dev.muster.assignmentservice.application.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.application.DetailsChange;
import dev.muster.assignmentservice.application.DetailsChange.Given;
import dev.muster.assignmentservice.application.DetailsRules;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The body of a change of details. A field that is not there stays as it is, null goes back to what inventory says. */
record DetailsBody(
        @JsonProperty("display_name") @Nullable JsonNode displayName,
        @JsonProperty("url") @Nullable JsonNode url,
        @JsonProperty("notes") @Nullable JsonNode notes) {

    /**
     * The change.
     *
     * @throws ApiException with all that is wrong
     */
    DetailsChange change() {
        List<Problem> problems = new ArrayList<>();
        DetailsChange change = new DetailsChange(
                given("display_name", displayName, problems),
                given("url", url, problems),
                given("notes", notes, problems));
        DetailsRules.problems(change).forEach((field, message) -> problems.add(new Problem(field, message, "")));
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return change;
    }

    private static Given given(String field, @Nullable JsonNode node, List<Problem> problems) {
        if (node == null) {
            return Given.ABSENT;
        }
        if (node.isNull()) {
            return Given.of(null);
        }
        if (!node.isString()) {
            problems.add(new Problem(field, "has the wrong type", ""));
            return Given.ABSENT;
        }
        String text = node.stringValue();
        return Given.of(field.equals("notes") && text.isEmpty() ? null : text);
    }
}
