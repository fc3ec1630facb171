package dev.muster.assignmentservice.http.associations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.ContractDocument;
import dev.muster.assignmentservice.http.Shape;
import dev.muster.assignmentservice.http.TestTokens;
import dev.muster.assignmentservice.http.WireRequest;
import dev.muster.assignmentservice.http.WireRequest.WireAnswer;
import dev.muster.assignmentservice.pipeline.Commands;
import dev.muster.assignmentservice.pipeline.Members;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.AssociationKind;
import dev.muster.directory.OrganizationType;
import dev.muster.directory.RegisterOrganization;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document's own request, sent as it stands there but for the id in its path. */
class ApplicationOrganizationsContractIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final ContractDocument document = ContractDocument.of("application-organizations");
    private final JsonNode shown = document.jsonBehind("Response examples (200)");
    private final WireRequest request = document.request(TestTokens.shared().platformAdministrator());
    private final String application = pipeline.application();

    @Test
    void requestMatchesTheDocument() {
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/api/applications/{id}/organizations");
        assertThat(request.headers()).hasSize(1).first().asString().startsWith("Authorization: Bearer ");
    }

    @Test
    void responseMatchesTheDocument() {
        String organization = Pipeline.unique("organization");
        pipeline.send(
                Commands.directory(RegisterOrganization.newBuilder(
                                Commands.organization(organization, OrganizationType.OWNER, null, false))
                        .setDescription("About it")
                        .setProperties("{}")
                        .setMfaRequired(true)
                        .setLogo("https://example.org/logo.png")
                        .setDarkLogo("https://example.org/dark.png")
                        .setFavicon("/media/favicon.png")
                        .setDarkFavicon("/media/dark.png")
                        .build()),
                organization);
        Members.shared()
                .send(Members.association(
                        organization, Members.associate(application, AssociationKind.MEMBER, "viewer")));
        await().until(() ->
                !Members.shared().associationEvents(organization, application).isEmpty());

        String path = request.path().replace("{id}", application);
        for (String form : List.of(path, path + "/")) {
            WireAnswer answer = request.to(form).send(pipeline.http("/"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("Total-Number")).isEqualTo("1");
            assertThat(answer.header("Link"))
                    .isEqualTo("<http://localhost" + form + "?page=1>; rel=\"first\", <http://localhost" + form
                            + "?page=1>; rel=\"last\"");
            JsonNode given = answer.json();
            // What the product's client requires today, and the document does not have.
            ((ObjectNode) given.get(0)).remove(List.of("color", "customCss"));
            assertThat(Shape.of(given)).isEqualTo(Shape.of(shown));
            assertThat(List.copyOf(given.get(0).propertyNames()))
                    .isEqualTo(List.copyOf(shown.get(0).propertyNames()));
        }
    }
}
