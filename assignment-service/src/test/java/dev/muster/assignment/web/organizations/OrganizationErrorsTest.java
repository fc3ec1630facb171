package dev.muster.assignment.web.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OrganizationErrorsTest {

    private final OrganizationErrors errors = new OrganizationErrors();
    private final JsonMapper json = new JsonMapper();

    @Test
    void aFaultSaysNothingOfItsCause() {
        assertThat(json.writeValueAsString(errors.body(Refusal.of(Kind.FAULT, "fault", "the cause"))))
                .isEqualTo("{\"code\":500001,\"message\":\"Internal server error.\","
                        + "\"detail\":\"Internal server error.\"}");
    }

    @Test
    void whatMaySucceedLaterSaysSo() {
        assertThat(json.writeValueAsString(errors.body(Refusal.of(Kind.UNAVAILABLE, "unavailable", "try again"))))
                .isEqualTo("{\"code\":503001,\"message\":\"Service temporarily unavailable, try again later.\","
                        + "\"detail\":\"try again\"}");
    }

    @Test
    void everyKindHasItsStatusInItsCode() {
        for (Kind kind : Kind.values()) {
            Refusal refusal = kind == Kind.INVALID ? Refusal.invalid("f", "m", null) : Refusal.of(kind, "c", "m");

            assertThat(json.valueToTree(errors.body(refusal)).get("code").intValue())
                    .isEqualTo(kind.status() * 1_000 + (kind == Kind.CREDENTIALS_INVALID ? 2 : 1));
        }
    }
}
