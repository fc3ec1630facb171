package dev.muster.assignmentservice.http.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.ContractDocument;
import dev.muster.assignmentservice.http.Shape;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.http.WireRequest;
import dev.muster.assignmentservice.http.WireRequest.WireAnswer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document's own request, sent as it stands there. */
class UserContractIT {

    private static final String USER = "uaa-id-301";
    private static final String ORGANIZATION = "2f0bb84e-5229-4dd4-b053-855910833d2a";
    private static final Pattern SECONDS = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private final ContractDocument document = ContractDocument.of("user-organization");
    private final WireRequest request = document.request(TestTokens.shared().platformAdministrator());
    private final JsonNode shown = document.jsonBehind("Body");

    @BeforeEach
    void documentedUserAndOrganizationExist() {
        Directory.register(ORGANIZATION);
        Directory.user(USER, null);
    }

    @Test
    void requestMatchesTheDocument() {
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/v2/users/" + USER + "/organizations/" + ORGANIZATION);
        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).hasSize(4).contains("Host: example.org", "Content-Type: application/json");
    }

    @Test
    void responseMatchesTheDocument() {
        assertAsTheDocumentShows(request.send(Pipeline.shared().http("/")));
    }

    @Test
    void repeatsAndTrailingSlashesReturnTheSameResponse() {
        WireAnswer first = request.send(Pipeline.shared().http("/"));
        WireAnswer repeat = request.send(Pipeline.shared().http("/"));
        WireAnswer slash =
                request.to(request.path() + "/").send(Pipeline.shared().http("/"));

        assertAsTheDocumentShows(repeat);
        assertAsTheDocumentShows(slash);
        assertThat(repeat.body()).isEqualTo(first.body());
        assertThat(slash.body()).isEqualTo(first.body());
    }

    @Test
    void missingBodyIsAccepted() {
        WireRequest bare = new WireRequest("PUT", request.path(), request.headers(), null);

        assertAsTheDocumentShows(bare.send(Pipeline.shared().http("/")));
    }

    private void assertAsTheDocumentShows(WireAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=utf-8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(UUID.fromString(String.valueOf(answer.header("X-VCAP-Request-ID"))))
                .isNotNull();
        assertThat(answer.header("Content-Length"))
                .isEqualTo(String.valueOf(answer.body().length()));
        JsonNode body = answer.json();
        assertThat(Shape.of(body)).isEqualTo(Shape.of(shown));
        assertThat(List.copyOf(body.path("entity").propertyNames()))
                .isEqualTo(List.copyOf(shown.path("entity").propertyNames()));
        assertThat(body.path("metadata").path("guid"))
                .isEqualTo(shown.path("metadata").path("guid"));
        assertThat(body.path("metadata").path("url"))
                .isEqualTo(shown.path("metadata").path("url"));
        assertThat(body.path("metadata").path("created_at").asString()).matches(SECONDS);
        assertThat(body.path("metadata").path("updated_at").asString()).matches(SECONDS);
        shown.path("entity").properties().forEach(field -> {
            if (!field.getKey().startsWith("default_space")) {
                assertThat(body.path("entity").path(field.getKey()))
                        .as(field.getKey())
                        .isEqualTo(field.getValue());
            }
        });
        String space = body.path("entity").path("default_space_guid").asString();
        assertThat(UUID.fromString(space)).hasToString(space);
        assertThat(body.path("entity").path("default_space_url").asString()).isEqualTo("/v2/spaces/" + space);
    }
}
