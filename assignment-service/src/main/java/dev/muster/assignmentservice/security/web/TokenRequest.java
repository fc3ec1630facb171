package dev.muster.assignmentservice.security.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.Scopes;
import dev.muster.assignmentservice.security.TokenIssuer;
import dev.muster.assignmentservice.security.TokenIssuer.TokenSpecification;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Problem;
import dev.muster.text.TextValidation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/tokens}. */
record TokenRequest(
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("organization_id") @Nullable String organizationId,
        @JsonProperty("scopes") @Nullable List<@Nullable String> scopes,
        @JsonProperty("expires_at") @Nullable String expiresAt,
        @JsonProperty("expires_in_days") @Nullable Integer expiresInDays) {

    private static final int MAX_NAME = 128;
    private static final int MAX_KEY = 129;
    private static final int MAX_DAYS = (int) TokenIssuer.MAX_LIFETIME.toDays();

    /**
     * Validates the body.
     *
     * @throws ApiException with all problems
     */
    TokenSpecification toSpecification(Instant now) {
        List<Problem> problems = new ArrayList<>();
        String cleanName = text(name, "name", MAX_NAME, problems);
        if (organizationId != null) {
            text(organizationId, "organization_id", MAX_KEY, problems);
        }
        List<String> names = names(problems);
        Instant expiry = expiry(now, problems);
        if (!problems.isEmpty()) {
            throw ApiException.invalid(problems);
        }
        return new TokenSpecification(
                cleanName,
                organizationId,
                names.contains(Scopes.PLATFORM_ADMINISTRATOR),
                names.stream()
                        .map(Permission::ofScope)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()),
                expiry);
    }

    private static String text(@Nullable String text, String field, int max, List<Problem> problems) {
        if (text == null || TextValidation.problemOfId(text, max) != null) {
            problems.add(new Problem(field, "1 to " + max + " characters, not blank, no control characters", ""));
            return "";
        }
        return text;
    }

    private List<String> names(List<Problem> problems) {
        List<String> known = Scopes.all();
        List<String> names = new ArrayList<>();
        if (scopes == null || scopes.isEmpty() || scopes.size() > known.size()) {
            problems.add(new Problem("scopes", "1 to " + known.size() + " scopes", ""));
            return names;
        }
        for (String one : scopes) {
            if (one == null || !known.contains(one)) {
                problems.add(new Problem("scopes", "one of " + String.join(" ", known), ""));
                return names;
            }
            names.add(one);
        }
        return names;
    }

    private Instant expiry(Instant now, List<Problem> problems) {
        if ((expiresAt == null) == (expiresInDays == null)) {
            problems.add(new Problem("expires_at", "required, or expires_in_days, and not both", ""));
            return now;
        }
        if (expiresInDays != null) {
            if (expiresInDays < 1 || expiresInDays > MAX_DAYS) {
                problems.add(new Problem("expires_in_days", "1 to " + MAX_DAYS, String.valueOf(expiresInDays)));
                return now;
            }
            return now.plus(expiresInDays, ChronoUnit.DAYS);
        }
        try {
            return OffsetDateTime.parse(String.valueOf(expiresAt)).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            problems.add(new Problem("expires_at", "a time with its offset, as in 2030-01-31T12:00:00Z", ""));
            return now;
        }
    }
}
