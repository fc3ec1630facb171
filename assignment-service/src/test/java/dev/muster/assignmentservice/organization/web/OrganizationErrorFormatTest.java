package dev.muster.assignmentservice.organization.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrganizationErrorFormatTest {

    private final OrganizationErrorFormat errors = new OrganizationErrorFormat();
    private final JsonMapper json = new JsonMapper();

    @Test
    void internalErrorsDoNotRevealTheirCause() {
        assertThat(json.writeValueAsString(errors.body(ApiException.of(Kind.FAULT, "fault", "the cause"))))
                .isEqualTo("{\"code\":500001,\"message\":\"Internal server error.\","
                        + "\"detail\":\"Internal server error.\"}");
    }

    @Test
    void unavailableErrorsSayToRetry() {
        assertThat(json.writeValueAsString(errors.body(ApiException.of(Kind.UNAVAILABLE, "unavailable", "try again"))))
                .isEqualTo("{\"code\":503001,\"message\":\"Service temporarily unavailable, try again later.\","
                        + "\"detail\":\"try again\"}");
    }

    @Test
    void codeStartsWithTheStatus() {
        for (Kind kind : Kind.values()) {
            ApiException exception =
                    kind == Kind.INVALID ? ApiException.invalid("f", "m", null) : ApiException.of(kind, "c", "m");

            assertThat(json.valueToTree(errors.body(exception)).get("code").intValue())
                    .isEqualTo(kind.status() * 1_000 + (kind == Kind.CREDENTIALS_INVALID ? 2 : 1));
        }
    }
}
