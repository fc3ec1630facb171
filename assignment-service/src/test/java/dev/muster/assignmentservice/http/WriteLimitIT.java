package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.testing.Infrastructure;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The limit of one token's writes, with a service that has one. */
class WriteLimitIT {

    private static final int LIMIT = 2;
    private static final Infrastructure INFRASTRUCTURE = Infrastructure.startOwn();
    private static final Pipeline PIPELINE = new Pipeline(INFRASTRUCTURE, "MUSTER_LIMITS_WRITES=" + LIMIT);

    private final Api api = new Api(PIPELINE);
    private final String token = new TestTokens(PIPELINE).platformAdministrator();

    @AfterAll
    static void stop() {
        PIPELINE.context().close();
        INFRASTRUCTURE.close();
    }

    @Test
    void oneWriteTooManyIsToldInTheWordsOfTheFirstContract() {
        Answer limited = writeBeyondLimit(() -> api.patch("/api/applications/a/unassign"));

        assertThat(limited.json().toString())
                .isEqualTo("{\"code\":429,\"message\":\"the token writes more often than is allowed\",\"data\":{}}");
    }

    @Test
    void oneWriteTooManyIsToldInTheWordsOfTheSecondContract() {
        Answer limited = writeBeyondLimit(() -> api.patch("/api/v2.0/organizations/a/"));

        assertThat(limited.json().toString())
                .isEqualTo("{\"code\":429001,\"message\":\"Too many requests.\","
                        + "\"detail\":\"the token writes more often than is allowed\"}");
    }

    @Test
    void oneWriteTooManyIsToldInTheWordsOfTheThirdContract() {
        Answer limited = writeBeyondLimit(() -> api.delete("/api/organizations/a/applications/b"));

        assertThat(limited.json().toString())
                .isEqualTo("{\"code\":\"request.too_many_requests\","
                        + "\"message\":\"the token writes more often than is allowed\"}");
    }

    @Test
    void oneWriteTooManyIsToldInTheWordsOfTheFourthContract() {
        Answer limited = writeBeyondLimit(() -> api.delete("/v2/users/a"));

        assertThat(limited.json().toString())
                .isEqualTo("{\"description\":\"the token writes more often than is allowed\","
                        + "\"error_code\":\"CF-RateLimitExceeded\",\"code\":10013}");
    }

    @Test
    void readsAndOtherTokensAreNotLimited() {
        writeBeyondLimit(() -> api.delete("/v2/users/a"));

        for (int i = 0; i < 2 * LIMIT; i++) {
            assertThat(api.get("/v2/users").bearer(token).send().status()).isEqualTo(200);
        }
        assertThat(api.delete("/v2/users/a")
                        .bearer(new TestTokens(PIPELINE).platformAdministrator())
                        .send()
                        .status())
                .isEqualTo(404);
    }

    /** Writes as often as is allowed, and once more. */
    private Answer writeBeyondLimit(Supplier<Call> write) {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(write.get().bearer(token).send().status()).isNotEqualTo(429);
        }
        Answer limited = write.get().bearer(token).send();
        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.requiredHeader("Retry-After"))).isBetween(1, 60);
        return limited;
    }
}
