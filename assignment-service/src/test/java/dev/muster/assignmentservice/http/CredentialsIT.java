package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.http.Api.Call;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.TokenText;
import org.junit.jupiter.api.Test;

class CredentialsIT {

    private static final String INVALID = "{\"code\":401,\"message\":\"invalid token\",\"data\":{}}";

    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();

    @Test
    void missingCredentialsAreRejected() {
        assertUnauthorized(tokens().send());
    }

    @Test
    void tokenIsAcceptedAsBearerInAnyCaseAndAsXAuthToken() {
        String token = tokens.platformAdministrator();

        assertThat(tokens().bearer(token).send().status()).isEqualTo(200);
        assertThat(tokens().header("authorization", "bEARER  " + token).send().status())
                .isEqualTo(200);
        assertThat(tokens().authToken(token).send().status()).isEqualTo(200);
    }

    @Test
    void tokenInTheUrlIsIgnoredOutsideTheSecondContract() {
        assertUnauthorized(
                api.get("/api/tokens?token=" + tokens.platformAdministrator()).send());
    }

    @Test
    void unknownTokenIsRejected() {
        assertUnauthorized(tokens().bearer(TokenText.generate()).send());
    }

    @Test
    void twoValidCredentialsAreRejected() {
        String token = tokens.platformAdministrator();

        assertUnauthorized(tokens().bearer(token).authToken(token).send());
        assertUnauthorized(tokens().bearer(token).bearer(token).send());
        assertUnauthorized(tokens().authToken(token).authToken(token).send());
    }

    @Test
    void missingPermissionIsForbiddenBeforeTheBodyIsRead() {
        String organization = Pipeline.shared().owner(false);
        String token = tokens.of(organization, Permission.READ_APPLICATIONS);

        Answer answer = api.post("/api/tokens").bearer(token).json("{not json").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"code\":403,\"message\":\"insufficient permissions\",\"data\":{}}");
    }

    private Call tokens() {
        return api.get("/api/tokens");
    }

    private static void assertUnauthorized(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo(INVALID);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }
}
