package dev.muster.assignmentservice.association.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.association.ChangeAssociations;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.text.TextValidation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request that changes associations. */
record ApplicationIdsBody(
        @JsonProperty("applicationIds") @Nullable List<@Nullable String> applicationIds) {

    private static final String FIELD = "applicationIds";

    /** Maximum length of an application id, in characters. */
    private static final int MAX_ID = 201;

    /** The distinct ids; an error when an id is invalid, or there are too many, or none although {@code required}. */
    Set<String> valid(boolean required) {
        List<@Nullable String> given = applicationIds;
        if (given == null) {
            throw ApiException.invalid(FIELD, "required: an array of application ids", null);
        }
        if (given.size() > ChangeAssociations.MAX_APPLICATIONS || (required && given.isEmpty())) {
            throw ApiException.invalid(
                    FIELD,
                    "must have " + (required ? "1" : "0") + " to " + ChangeAssociations.MAX_APPLICATIONS + " ids",
                    given.size());
        }
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < given.size(); i++) {
            ids.add(valid(i, given.get(i)));
        }
        return ids;
    }

    private static String valid(int index, @Nullable String id) {
        if (id == null || TextValidation.problemOfId(id, MAX_ID) != null) {
            throw ApiException.invalid(
                    FIELD + "." + index, "must have 1 to " + MAX_ID + " characters, none of them a control", id);
        }
        return id;
    }
}
