package dev.muster.assignmentservice.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The description at {@code /v3/api-docs}, and the page to try what it describes. */
class DescriptionIT {

    private final Api api = Api.shared();
    private static final Set<String> DIALECTS = Set.of(
            "Applications",
            "Systems",
            "API tokens",
            "Rules and runs",
            "Organizations (v2.0)",
            "Organizations of an application",
            "Users (v2)",
            "Images");

    private final JsonNode description = api.get("/v3/api-docs").send().json();

    @Test
    void descriptionIsOpenApi31AndPublic() {
        assertThat(description.get("openapi").stringValue()).startsWith("3.1");
    }

    @Test
    void exactlyTheRoutesAreDescribed() {
        Set<String> described = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(routes());
    }

    @Test
    void everyOperationHasASummaryAnExampleAndItsErrors() {
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String where = operation.getKey() + " " + path.getKey();
                    JsonNode said = operation.getValue();
                    assertThat(said.path("summary").asString("")).as(where).isNotBlank();
                    assertThat(said.at("/tags/0").asString("")).as(where).isIn(DIALECTS);
                    if (said.has("security")) {
                        JsonNode unauthorized = said.at("/responses/401/content/application~1json/examples");
                        assertThat(unauthorized.size()).as(where).isEqualTo(2);
                        assertThat(succeeds(said)).as(where).isTrue();
                    }
                }));
    }

    @Test
    void errorsAreInTheFormatOfTheDialect() {
        assertThat(error("/api/applications/{id}", "get").has("data")).isTrue();
        assertThat(error("/api/applications/{id}/organizations", "get")
                        .get("code")
                        .stringValue())
                .isEqualTo("auth.unauthorized");
    }

    @Test
    void idempotentWritesDescribeTheIdempotencyKey() {
        Set<String> withoutHeader = new TreeSet<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> !operation.getKey().equals("get"))
                        .filter(operation -> operation
                                .getValue()
                                .path("parameters")
                                .valueStream()
                                .noneMatch(parameter ->
                                        parameter.path("name").asString("").equals("Idempotency-Key")))
                        .forEach(operation ->
                                withoutHeader.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(withoutHeader)
                .containsExactly(
                        "DELETE /api/tokens/{id}",
                        "POST /api/assignments/preview",
                        "POST /api/organizations/{key}/rule-set/preview",
                        "POST /api/organizations/{key}/rule-set/validate",
                        "POST /api/runs/{id}/resume",
                        "POST /api/runs/{id}/stop",
                        "POST /api/tokens",
                        "PUT /api/applications/{id}");
    }

    @Test
    void swaggerUiIsServed() {
        assertThat(api.get("/swagger-ui/index.html").send().status()).isEqualTo(200);
        assertThat(api.get("/swagger-ui.html").send().status()).isEqualTo(302);
    }

    private JsonNode error(String path, String method) {
        return description
                .get("paths")
                .get(path)
                .get(method)
                .at("/responses/401/content/application~1json/examples/credentials_missing/value");
    }

    private static boolean succeeds(JsonNode operation) {
        return operation.get("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"))
                .allMatch(answer -> answer.getKey().equals("204")
                        || answer.getValue().path("content").valueStream().anyMatch(type -> type.has("example"))
                        || !answer.getValue().has("content"));
    }

    /** Without the twin of each, with or without a slash at its end, that its document does not use. */
    private static Set<String> routes() {
        return Routes.of(Pipeline.shared()).entrySet().stream()
                .filter(route ->
                        route.getKey().contains(" /api/v2.0/") == route.getKey().endsWith("/"))
                .map(route -> route.getKey().replaceAll("\\{(\\w+):[^}]+}", "{$1}"))
                .collect(Collectors.toSet());
    }
}
