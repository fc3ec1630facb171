package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertError;
import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static dev.muster.assignmentservice.http.organizations.Client.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.media.Pictures;
import dev.muster.assignmentservice.pipeline.Pipeline;
import dev.muster.directory.OrganizationEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ChangeIT {

    private final Pipeline pipeline = Pipeline.shared();
    private final String owner = pipeline.owner(false);
    private final Client client = Client.of(owner);
    private final String label = Pipeline.unique("label");

    @Test
    void missingFieldsStayUnchanged() {
        JsonNode made = only(client.post(
                new Form().text("label", label).text("properties", "{\"a\":1}").file("logo", "l", Pictures.png(9, 9))));
        String id = made.get("id").stringValue();

        JsonNode renamed = client.patch(id, "{\"name\": \"Renamed\"}").json();
        assertThat(renamed.get("name").stringValue()).isEqualTo("Renamed");
        for (String field : List.of("label", "properties", "logo", "isActive", "createdAt", "id", "url")) {
            assertThat(renamed.get(field)).as(field).isEqualTo(made.get(field));
        }
        JsonNode put = client.call("PUT", Client.ORGANIZATIONS + "/~" + label + "/")
                .body("application/x-www-form-urlencoded", "isActive=no".getBytes(StandardCharsets.UTF_8))
                .send()
                .json();
        assertThat(put.get("isActive").booleanValue()).isFalse();
        assertThat(put.get("name").stringValue()).isEqualTo("Renamed");
    }

    @Test
    void invalidRequestsChangeNothing() {
        String id = client.create("").get("id").stringValue();
        String taken = client.create("").get("label").stringValue();
        JsonNode before = client.get(Client.ORGANIZATIONS + "/" + id).json();

        assertInvalid(
                client.patch(id, "{\"label\": \"" + taken + "\"}"), "label", "another organization has the label");
        assertInvalid(client.patch(id, "{\"name\": \"\"}"), "name", "not blank");
        assertInvalid(client.patch(id, "{\"type\": \"reseller\"}"), "type", "stays what it is");
        assertInvalid(client.patch(id, "{\"id\": \"x\"}"), "id", "stays what it is");
        assertInvalid(client.patch(id, "{\"nope\": \"x\"}"), "nope", "unknown field");
        assertInvalid(client.patch(id, "{\"app\": \"none\"}"), "app", "there is no such application");
        assertInvalid(client.patch(id, "{\"logo\": \"x\"}"), "logo", "must be an image");
        assertThat(client.get(Client.ORGANIZATIONS + "/" + id).json()).isEqualTo(before);
        assertThat(client.patch(id, "{\"type\": \"customer\"}").status()).isEqualTo(200);
    }

    @Test
    void anOrganizationIsSavedAsItWasRead() {
        String application = Pipeline.unique("app");
        pipeline.inventory().appear(application);
        String id = only(Client.administrator()
                        .post(new Form()
                                .text("label", label)
                                .text("app", application)
                                .file("logo", "l", Pictures.png(9, 9))))
                .get("id")
                .stringValue();
        pipeline.change(organizationId(id), change -> change.setParentId(owner));
        JsonNode read = client.get(Client.ORGANIZATIONS + "/" + id).json();
        ObjectNode renamed =
                ((ObjectNode) read.deepCopy()).put("name", "Renamed").put("devicesCount", 7);

        for (String method : List.of("PUT", "PATCH")) {
            Answer same = client.call(method, Client.ORGANIZATIONS + "/" + id)
                    .json(read.toString())
                    .send();
            assertThat(same.status()).as(same.toString()).isEqualTo(200);
            assertThat(same.json()).isEqualTo(read);
        }
        Answer saved = client.call("PUT", Client.ORGANIZATIONS + "/" + id)
                .json(renamed.toString())
                .send();

        assertThat(saved.json()).isEqualTo(((ObjectNode) read.deepCopy()).put("name", "Renamed"));
        await().until(() -> pipeline.organizationEvents(organizationId(id)).size() == 3);
        assertThat(pipeline.organizationEvents(organizationId(id)).get(2).getChanged())
                .containsExactly("name");
        assertInvalid(
                client.patch(id, "{\"logo\": {\"raw\": \"https://x.example/l.png\"}}"), "logo", "must be an image");
        assertInvalid(client.patch(id, "{\"app\": {\"id\": 7}}"), "app", "text id");
        assertThat(client.patch(id, "{\"app\": null, \"logo\": null}")
                        .json()
                        .get("logo")
                        .isNull())
                .isTrue();
    }

    private static String organizationId(String publicId) {
        return Pipeline.shared()
                .database()
                .queryForList(
                        "select organization_id from assignment.organization where public_id = ?",
                        String.class,
                        publicId)
                .get(0);
    }

    @Test
    void descriptionsMayHaveLineBreaks() {
        String id = client.create("").get("id").stringValue();

        Answer changed = client.patch(id, "{\"description\": \"one\\r\\n\\ttwo\"}");

        assertThat(changed.json().get("description").stringValue()).isEqualTo("one\r\n\ttwo");
        assertInvalid(client.patch(id, "{\"description\": \"\\u0007\"}"), "description", "but tabs and line ends");
        assertInvalid(client.patch(id, "{\"description\": \"\\u0000\"}"), "description", "control characters");
        assertInvalid(client.patch(id, "{\"name\": \"a\\nb\"}"), "name", "control characters");
    }

    @Test
    void everyEffectiveChangePublishesOneEventByTheCaller() {
        JsonNode made = only(client.post("{\"label\": \"" + label + "\"}"));
        String id = made.get("id").stringValue();
        client.patch(id, "{}");
        client.patch(id, "{\"label\": \"" + label + "\", \"isActive\": true}");
        client.patch(id, "{\"mfaRequired\": true, \"rebrandingEnabled\": true}");

        await().until(() -> pipeline.organizationEvents(id).size() == 2);
        List<OrganizationEvent> events = pipeline.organizationEvents(id);
        assertThat(events.get(0).getBefore()).isNull();
        assertThat(events.get(0).getCause().getActor()).startsWith("token:test:");
        assertThat(events.get(1).getChanged()).containsExactlyInAnyOrder("mfa_required", "rebranding_enabled");
        assertThat(events.get(1).getBefore()).isEqualTo(events.get(0).getAfter());
    }

    @Test
    void repeatedIdempotencyKeyChangesNothing() {
        String key = UUID.randomUUID().toString();
        Answer first = create(key, label);
        String id = only(first).get("id").stringValue();
        Answer again = create(key, label);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first.json());

        client.patch(id, "{\"name\": \"Later\"}");
        assertThat(only(create(key, label)).get("name").stringValue())
                .as("the organization as it is now")
                .isEqualTo("Later");
        assertConflict(create(key, label + "x"));
        assertConflict(Client.administrator()
                .call("POST", Client.ORGANIZATIONS)
                .header("Idempotency-Key", key)
                .json("{\"label\": \"" + label + "\"}")
                .send());
        await().until(() -> pipeline.organizationEvents(id).size() == 2);
    }

    @Test
    void rejectedRequestsDoNotUseUpTheirIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        String taken = client.create("").get("label").stringValue();

        assertInvalid(create(key, taken), "label", "another organization has the label");
        assertThat(create(key, label).status()).isEqualTo(201);
    }

    @Test
    void repeatedChangeIsAppliedOnce() {
        String id = client.create("").get("id").stringValue();
        String key = UUID.randomUUID().toString();

        assertThat(change(id, key, "First").json().get("name").stringValue()).isEqualTo("First");
        client.patch(id, "{\"name\": \"Second\"}");
        assertThat(change(id, key, "First").json().get("name").stringValue()).isEqualTo("Second");
        assertConflict(change(id, key, "Third"));
        assertConflict(change(client.create("").get("id").stringValue(), key, "First"));
    }

    private Answer create(String key, String withLabel) {
        return client.call("POST", Client.ORGANIZATIONS + "/")
                .header("Idempotency-Key", key)
                .json("{\"label\": \"" + withLabel + "\"}")
                .send();
    }

    private Answer change(String id, String key, String name) {
        return client.call("PATCH", Client.ORGANIZATIONS + "/" + id)
                .header("Idempotency-Key", key)
                .json("{\"name\": \"" + name + "\"}")
                .send();
    }

    private static void assertConflict(Answer answer) {
        assertError(
                answer, 409, 409001, "Conflict.", "The Idempotency-Key was used for another request: send a new one.");
    }
}
