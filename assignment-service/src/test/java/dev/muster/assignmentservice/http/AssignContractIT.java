package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.directory.OrganizationType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document of the first contract, replayed literally: its command line, and its examples as what is expected. */
class AssignContractIT {

    private static final String DOCUMENT = "/contracts/assign-application/";
    private static final String APPLICATION = "sys_abc123_mail1";
    private static final String ORGANIZATION = "akkbs6x2wo82";
    private static final Pattern HEADER = Pattern.compile("--header \"([^:]+): ([^\"]+)\"");

    private final Pipeline pipeline = Pipeline.shared();
    private final Api api = Api.shared();
    private final TestTokens tokens = TestTokens.shared();

    @BeforeEach
    void createDataOfTheDocument() {
        if (pipeline.organizationEvents(ORGANIZATION).isEmpty()) {
            String above = pipeline.register(OrganizationType.DISTRIBUTOR, pipeline.owner(false), true);
            pipeline.register(ORGANIZATION, OrganizationType.CUSTOMER, above, false);
            pipeline.change(
                    ORGANIZATION, change -> change.setName("ACME Corp").setDescription("Main customer organization"));
        }
        pipeline.inventory().appear(APPLICATION);
        pipeline.inventory().describe(APPLICATION, """
            {"instance_of": "mail", "name": "Nextcloud", "source": "ghcr.io/nethserver/nextcloud",
             "display_name": "Milan Office PBX", "node_id": 1, "node_label": "Leader Node", "version": "1.2.3",
             "url": "https://cluster.example.com/cluster-admin/#/apps/mail1",
             "first_seen_at": "2025-06-15T08:00:00Z", "last_inventory_at": "2025-07-21T10:25:00Z"}
            """);
    }

    @Test
    void theDocumentsCallAnswersAsTheDocumentDoes() {
        String token = tokens.platformAdministrator();
        api.put("/api/applications/" + APPLICATION)
                .bearer(token)
                .json("{\"notes\":\"Primary mail server for corporate domain\"}")
                .send();

        Answer answer = replay(token);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.requiredHeader("Content-Type")).startsWith("application/json");
        assertThat(DocumentShape.of(DOCUMENT + "200.json")
                        .optional("data.deleted_at")
                        .differences(answer.json()))
                .isEmpty();
        assertThat(answer.json().get("message").stringValue()).isEqualTo("organization assigned successfully");
        JsonNode data = answer.json().get("data");
        JsonNode document = DocumentShape.read(DOCUMENT + "200.json").get("data");
        for (String same : new String[] {
            "id",
            "system_id",
            "module_id",
            "instance_of",
            "name",
            "source",
            "display_name",
            "node_id",
            "node_label",
            "version",
            "organization_type",
            "status",
            "url",
            "notes",
            "is_user_facing",
            "first_seen_at",
            "last_inventory_at",
            "rebranding_enabled"
        }) {
            assertThat(data.get(same)).as(same).isEqualTo(document.get(same));
        }
        assertThat(data.has("deleted_at")).isFalse();
        assertThat(data.get("organization_id").stringValue()).isEqualTo(ORGANIZATION);
        assertThat(data.get("created_at")).isEqualTo(data.get("first_seen_at"));
        JsonNode organization = data.get("organization");
        assertThat(organization.get("logto_id").stringValue()).isEqualTo(ORGANIZATION);
        assertThat(organization.get("id").stringValue()).matches("[0-9a-f-]{36}");
        for (String same : new String[] {"name", "description", "type"}) {
            assertThat(organization.get(same))
                    .isEqualTo(document.get("organization").get(same));
        }
    }

    @Test
    void withoutAGoodTokenItAnswersAsTheDocumentDoes() {
        assertThat(replay("wrong").json()).isEqualTo(DocumentShape.read(DOCUMENT + "401.json"));
        assertThat(replay("wrong").status()).isEqualTo(401);
    }

    @Test
    void withoutThePermissionItAnswersAsTheDocumentDoes() {
        Answer answer = replay(tokens.of(ORGANIZATION, Permission.READ_APPLICATIONS));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json()).isEqualTo(DocumentShape.read(DOCUMENT + "403.json"));
    }

    @Test
    void aBodyWithoutTheFieldAnswersInTheShapeOfTheDocument() {
        Answer answer = api.patch("/api/applications/" + APPLICATION + "/assign")
                .bearer(tokens.platformAdministrator())
                .json("{}")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(DocumentShape.of(DOCUMENT + "400.json").differences(answer.json()))
                .isEmpty();
        assertThat(answer.body())
                .isEqualTo("{\"code\":400,\"message\":\"validation failed\",\"data\":{\"type\":\"validation_error\","
                        + "\"errors\":[{\"key\":\"organization_id\",\"message\":\"required\",\"value\":\"\"}]}}");
    }

    @Test
    void anUnknownApplicationIsNotFoundInsteadOfTheDocumentsCopyOfA400() {
        Answer answer = api.patch("/api/applications/nothing_of_this/assign/")
                .bearer(tokens.platformAdministrator())
                .json("{\"organization_id\":\"" + ORGANIZATION + "\"}")
                .send();

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"code\":404,\"message\":\"application not found\",\"data\":{}}");
    }

    /** The document's command line with another host and token. */
    private Answer replay(String token) {
        String curl = curl().replace("$ACCESS_TOKEN", token);
        String path = between(curl, "--request PATCH 'https://collect.your-domain.com", "'");
        Api.Call call = api.patch(path);
        Matcher header = HEADER.matcher(curl);
        while (header.find()) {
            call.header(header.group(1), header.group(2));
        }
        return call.bodyOnly(between(curl, "--data '", "'").getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String curl() {
        try (InputStream in = AssignContractIT.class.getResourceAsStream(DOCUMENT + "curl.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
