package dev.muster.assignmentservice.http.organizations;

import static dev.muster.assignmentservice.http.organizations.Client.assertInvalid;
import static dev.muster.assignmentservice.http.organizations.Client.only;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.http.Api.Answer;
import dev.muster.assignmentservice.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FieldsIT {

    private final Client client = Client.of(Pipeline.shared().owner(false));
    private final String label = Pipeline.unique("label");

    @Test
    void missingFieldsHaveTheDocumentedDefaults() {
        JsonNode organization = only(client.post("{\"label\": \"" + label + "\"}"));

        assertThat(organization.get("name").stringValue()).isEqualTo(label);
        assertThat(organization.get("description").stringValue()).isEmpty();
        assertThat(organization.get("properties").isObject()).isTrue();
        assertThat(organization.get("properties").size()).isZero();
        assertThat(organization.get("isActive").booleanValue()).isTrue();
        assertThat(organization.get("app").isNull()).isTrue();
        assertThat(organization.get("logo").isNull()).isTrue();
        assertThat(organization.get("favicon").isNull()).isTrue();
    }

    @Test
    void formsAndJsonAreEquivalent() {
        String body =
                "label=" + label + "&name=A+%26+B&description=d&properties=%7B%22a%22%3A%201%7D&isActive=False&app=";

        Answer answer = client.call("POST", Client.ORGANIZATIONS)
                .body("application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8))
                .send();

        JsonNode organization = only(answer);
        assertThat(organization.get("name").stringValue()).isEqualTo("A & B");
        assertThat(organization.get("description").stringValue()).isEqualTo("d");
        assertThat(organization.get("properties").toString()).isEqualTo("{\"a\":1}");
        assertThat(organization.get("isActive").booleanValue()).isFalse();
        assertThat(organization.get("app").isNull()).isTrue();
    }

    @Test
    void labels() {
        only(client.post("{\"label\": \"" + label + "._:-" + "l".repeat(128 - label.length() - 4) + "\"}"));

        assertInvalid(client.post("{}"), "label", "required");
        for (String bad : List.of("", "~" + label, "l".repeat(129), "a b", "\u00e4", "a/b", "../x")) {
            assertInvalid(client.post("{\"label\": \"" + bad + "\"}"), "label", "1 to 128 characters of A-Z");
        }
        assertInvalid(client.post("{\"label\": \"a\\u0000\"}"), "label", "control characters");
        assertInvalid(client.post("{\"label\": null}"), "label", "must be text");
        assertInvalid(client.post("{\"label\": 7}"), "label", "must be text");
        assertInvalid(client.post("{\"label\": true}"), "label", "must be text");
        assertInvalid(client.post("{\"label\": [\"a\"]}"), "label", "must be text");
        assertInvalid(client.post("{\"label\": {}}"), "label", "must be text");
    }

    @Test
    void takenLabelIsInvalid() {
        only(client.post("{\"label\": \"" + label + "\"}"));

        assertInvalid(client.post("{\"label\": \"" + label + "\"}"), "label", "another organization has the label");
    }

    @Test
    void onlyOneOfTwoConcurrentEqualLabelsIsCreated() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Answer>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(threads.submit(() -> client.post("{\"label\": \"" + label + "\"}")));
            }
            List<Answer> answers = List.of(both.get(0).get(), both.get(1).get());

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 400);
            assertInvalid(
                    answers.get(answers.get(0).status() == 400 ? 0 : 1), "label", "another organization has the label");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void namesAndDescriptions() {
        assertThat(with("\"name\": \"" + "\ud83d\ude00".repeat(128) + "\"").status())
                .isEqualTo(201);
        assertInvalid(with("\"name\": \"" + "n".repeat(129) + "\""), "name", "1 to 128 characters");
        assertInvalid(with("\"name\": \" \""), "name", "not blank");
        assertInvalid(with("\"name\": \"\""), "name", "not blank");
        assertInvalid(with("\"name\": \"a\\u0000b\""), "name", "control characters");
        assertInvalid(with("\"name\": \"\\ud800\""), "name", "halves of characters");
        assertInvalid(with("\"name\": 1"), "name", "must be text");
        assertThat(with("\"description\": \"" + "d".repeat(256) + "\"").status())
                .isEqualTo(201);
        assertInvalid(with("\"description\": \"" + "d".repeat(257) + "\""), "description", "at most 256");
        assertInvalid(with("\"description\": \"\\u0000\""), "description", "control characters");
        assertInvalid(with("\"description\": null"), "description", "must be text");
    }

    @Test
    void properties() {
        JsonNode organization = only(with("\"properties\": {\"a\": [1.5, {\"b\": null}], \"\u00e9\": \"x\"}"));
        assertThat(organization.get("properties").toString()).isEqualTo("{\"a\":[1.5,{\"b\":null}],\"\u00e9\":\"x\"}");

        String value = "v".repeat(64 * 1024 - "{\"k\":\"\"}".length());
        assertThat(with("\"properties\": {\"k\": \"" + value + "\"}").status()).isEqualTo(201);
        assertInvalid(with("\"properties\": {\"k\": \"" + value + "v\"}"), "properties", "64 KiB");
        assertInvalid(with("\"properties\": {\"a\": {\"\\u0000\": 1}}"), "properties", "U+0000");
        assertInvalid(with("\"properties\": {\"a\": [\"\\u0000\"]}"), "properties", "U+0000");
        assertInvalid(with("\"properties\": []"), "properties", "must be a JSON object");
        assertInvalid(with("\"properties\": \"{}\""), "properties", "must be a JSON object");
        assertInvalid(with("\"properties\": null"), "properties", "must be a JSON object");
        assertInvalid(with("\"properties\": {\"a\": 1, \"a\": 2}"), "body", "twice");
        assertInvalid(with("\"properties\": {\"a\": " + "[".repeat(101) + "]".repeat(101) + "}"), "body", null);
        assertThat(with("\"properties\": {\"a\": " + "[".repeat(97) + "]".repeat(97) + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void numbersInPropertiesKeepTheirTextAndAreBounded() {
        String numbers =
                "{\"a\":1e400,\"b\":-0,\"c\":1.50,\"d\":0.1E+5,\"e\":1e10000,\"f\":123456789012345678901234567890}";
        assertThat(with("\"properties\": " + numbers).body()).contains(numbers);
        for (String number : List.of("1e10001", "1e-10001", "1e2147483648", "1e99999999999", "1" + "0".repeat(1_000))) {
            assertInvalid(with("\"properties\": {\"a\": " + number + "}"), "body", null);
            assertInvalid(
                    client.post(new Form().text("label", label).text("properties", "{\"a\":" + number + "}")),
                    "properties",
                    "must be a JSON object");
        }
    }

    @Test
    void bodyMustBeUtf8() {
        byte[] body =
                ("{\"label\": \"" + label + "\", \"name\": \"m\u00fcller\"}").getBytes(StandardCharsets.ISO_8859_1);

        assertInvalid(
                client.call("POST", Client.ORGANIZATIONS)
                        .body("application/json", body)
                        .send(),
                "body",
                null);
        byte[] form = ("label=" + label + "&name=m\u00fcller").getBytes(StandardCharsets.ISO_8859_1);
        for (byte[] malformed : List.of(form, ("label=" + label + "&name=m%FCller").getBytes(StandardCharsets.UTF_8))) {
            assertInvalid(
                    client.call("POST", Client.ORGANIZATIONS)
                            .body("application/x-www-form-urlencoded", malformed)
                            .send(),
                    "body",
                    "UTF-8");
        }
    }

    @Test
    void formPropertiesAreJson() {
        assertInvalid(
                client.post(new Form().text("label", label).text("properties", "{nope")),
                "properties",
                "must be a JSON object");
        assertInvalid(
                client.post(new Form().text("label", label).text("properties", "{\"a\":1,\"a\":2}")),
                "properties",
                "must be a JSON object");
    }

    @Test
    void isActive() {
        assertThat(only(with("\"isActive\": false")).get("isActive").booleanValue())
                .isFalse();
        assertInvalid(with("\"isActive\": \"true\""), "isActive", "must be true or false");
        assertInvalid(with("\"isActive\": 1"), "isActive", "must be true or false");
        assertInvalid(with("\"isActive\": null"), "isActive", "must be true or false");
        assertInvalid(
                client.post(new Form().text("label", label).text("isActive", "perhaps")),
                "isActive",
                "must be true or false");
        assertThat(only(client.post(new Form().text("label", label).text("isActive", "0")))
                        .get("isActive")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void app() {
        String application = Pipeline.shared().application();
        Client administrator = Client.administrator();

        assertThat(administrator
                        .create(", \"app\": \"" + application + "\"")
                        .get("app")
                        .get("id")
                        .stringValue())
                .isEqualTo(application);
        assertThat(administrator
                        .create(", \"app\": \"~" + application + "\"")
                        .get("app")
                        .get("label")
                        .stringValue())
                .isEqualTo(application);
        assertThat(client.create(", \"app\": null").get("app").isNull()).isTrue();
        assertInvalid(with("\"app\": \"" + application + "\""), "app", "there is no such application");
        assertInvalid(with("\"app\": \"" + Pipeline.unique("none") + "_x1\""), "app", "there is no such application");
        assertInvalid(with("\"app\": \"\\u0000\""), "app", "control characters");
        assertInvalid(with("\"app\": 5"), "app", "must be text");
        assertInvalid(with("\"app\": {\"id\": \"x\"}"), "app", "must be text");
    }

    @Test
    void allProblemsAreReportedTogether() {
        Answer answer = client.post("{\"name\": 1, \"isActive\": \"x\", \"logo\": \"x\", \"nope\": 1}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").propertyNames())
                .containsExactlyInAnyOrder("label", "name", "isActive", "logo", "nope");
    }

    @Test
    void bodyMustBeAJsonObject() {
        for (String body : List.of("", "{", "[]", "null", "\"x\"", "{}{}", "{\"label\": \"x\",}", "\u0000")) {
            assertInvalid(client.post(body), "body", null);
        }
        assertInvalid(client.post("{\"label\": \"a\", \"label\": \"b\"}"), "body", "twice");
    }

    @Test
    void malformedFormsAndDuplicateFieldsAreInvalid() {
        assertInvalid(form("label=%zz"), "body", "hexadecimal");
        assertInvalid(form("label=a&label=b"), "label", "given twice");
        assertInvalid(form("label=" + label + "&x".repeat(101)), "body", "more than 100");
        assertInvalid(form("label=a%00"), "label", "control characters");
        assertInvalid(client.post(new Form().text("label", "a").text("label", "b")), "label", "given twice");
        assertInvalid(
                client.post(new Form().file("label", "x", new byte[] {'a'})), "label", "must be text, not a file");
    }

    private Answer form(String body) {
        return client.call("POST", Client.ORGANIZATIONS)
                .body("application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private Answer with(String field) {
        return client.post("{\"label\": \"" + Pipeline.unique("label") + "\", " + field + "}");
    }
}
