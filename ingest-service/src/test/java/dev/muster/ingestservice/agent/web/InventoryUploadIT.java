package dev.muster.ingestservice.agent.web;

import static dev.muster.ingestservice.agent.web.FactsDocument.REAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.ingestservice.IngestPipeline;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class InventoryUploadIT {

    private final IngestPipeline pipeline = IngestPipeline.shared();
    private final Agent agent = Agent.enrolled(pipeline);

    @Test
    void mapsFactsToApplications() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);

        HttpResponse<String> response = agent.post(REAL);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonNode answer = Agent.json(response);
        assertThat(answer.path("code").asInt()).isEqualTo(202);
        assertThat(answer.path("message").asString()).isNotBlank();
        assertThat(answer.path("data").path("system_id").asString()).isEqualTo(agent.systemId());
        assertThat(answer.path("data").path("applications").asInt()).isEqualTo(2);
        Map<String, @Nullable Object> mail = applications(2).get(0);
        assertThat(mail)
                .containsEntry("application_id", agent.systemId() + "_mail1")
                .containsEntry("system_id", agent.systemId())
                .containsEntry("module_id", "mail1")
                .containsEntry("instance_of", "mail")
                .containsEntry("name", "Mail")
                .containsEntry("display_name", "Büro \u263a")
                .containsEntry("source", "ghcr.io/nethserver/mail")
                .containsEntry("version", "1.4.2")
                .containsEntry("node_id", 2)
                .containsEntry("node_label", "Worker")
                .containsEntry("url", "https://cluster.example.com/cluster-admin/#/apps/mail1")
                .containsEntry("is_user_facing", true)
                .containsEntry("deleted_at", null);
        assertThat(mail.get("inventory_data"))
                .hasToString("{\"certification_level\":3,\"update_available\":false,"
                        + "\"user_domains\":[ \"ad.example.com\" ],\"fqdns\":[\"mail.example.com\"],"
                        + "\"mailboxes\":{ \"total\": 1.50, \"quota\": null, \"a\\\"b\": \"\\u00e9é\" }}");
        assertThat(mail.get("backup_data")).hasToString("{}");
        assertThat(mail.get("services_data")).hasToString("{}");
        assertThat(time(mail, "first_seen_at"))
                .isBetween(before, Instant.now())
                .isEqualTo(answer.path("data").path("timestamp").asString());
        assertThat(applications(2).get(1))
                .containsEntry("application_id", agent.systemId() + "_traefik1")
                .containsEntry("display_name", null)
                .containsEntry("node_id", 1)
                .containsEntry("node_label", "Leader Node")
                .containsEntry("url", null)
                .containsEntry("is_user_facing", false);
        assertThat(applications(2).get(1).get("inventory_data")).hasToString("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void documentedCurlCommandWorks(String slash, @TempDir Path folder) throws Exception {
        Path facts = Files.writeString(folder.resolve("facts.json"), REAL);
        Path out = folder.resolve("out");
        ProcessBuilder line = new ProcessBuilder(
                        "bash",
                        "-c",
                        "cat " + facts + " | curl -m 180 --retry 3 -L -s --user \"$system_id:$secret\""
                                + " -H \"Content-Type: application/json\" --data-binary @- $URL/api/systems/inventory"
                                + slash)
                .redirectOutput(out.toFile());
        line.environment()
                .putAll(Map.of("system_id", agent.systemId(), "secret", agent.secret(), "URL", pipeline.url()));

        Process curl = line.start();

        assertThat(curl.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(curl.exitValue()).isZero();
        assertThat(new JsonMapper().readTree(Files.readString(out)).path("code").asInt())
                .isEqualTo(202);
        assertThat(applications(2)).hasSize(2);
    }

    @Test
    void documentWithoutAnFqdnOfTheClusterHasTheUrlOfItsLeader() {
        agent.post(FactsDocument.LEADER);

        assertThat(applications(2).get(1))
                .containsEntry("module_id", "mail1")
                .containsEntry("url", "https://leader.example.org/cluster-admin/#/apps/mail1")
                .containsEntry("node_label", "Leader");
    }

    @ParameterizedTest
    @MethodSource("leaders")
    void hostOfTheUrlIsThatOfTheLeaderOrElseOfTheFirstNode(@Nullable String host, Consumer<ObjectNode> change) {
        agent.post(FactsDocument.withFacts(facts -> {
            ((ObjectNode) facts.path("cluster")).remove("fqdn");
            change.accept((ObjectNode) facts.path("nodes"));
        }));

        assertThat(applications(2).get(0))
                .containsEntry("url", host == null ? null : "https://" + host + "/cluster-admin/#/apps/mail1");
    }

    static Stream<Arguments> leaders() {
        return Stream.of(
                leader("leader.example.com", nodes -> {}),
                leader("worker.example.com", nodes -> {
                    ((ObjectNode) nodes.path("1")).put("cluster_leader", false);
                    ((ObjectNode) nodes.path("2")).put("cluster_leader", true);
                }),
                leader("leader.example.com", nodes -> ((ObjectNode) nodes.path("1")).remove("cluster_leader")),
                leader("leader.example.com", nodes -> ((ObjectNode) nodes.path("2")).put("cluster_leader", "true")),
                leader(null, nodes -> ((ObjectNode) nodes.path("1")).put("fqdn", "evil.example.com/x?")),
                leader(null, nodes -> ((ObjectNode) nodes.path("1")).put("fqdn", 7)),
                leader(null, nodes -> ((ObjectNode) nodes.path("1")).putNull("fqdn")),
                leader(null, ObjectNode::removeAll));
    }

    private static Arguments leader(@Nullable String host, Consumer<ObjectNode> change) {
        return Arguments.of(host, change);
    }

    @Test
    void moduleWithoutATypeIsSkippedAndTheAnswerSaysSo() {
        JsonNode data = Agent.json(agent.post(FactsDocument.LEADER)).path("data");

        assertThat(data.path("applications").asInt()).isEqualTo(2);
        assertThat(data.path("skipped").asInt()).isEqualTo(1);
        assertThat(data.path("skipped_modules").toString()).isEqualTo("[\"old1\"]");
        assertThat(applications(2)).extracting(row -> row.get("module_id")).containsExactly("init.d/dbus", "mail1");
        JsonNode many = Agent.json(agent.post(FactsDocument.withFacts(facts -> {
                    for (int i = 0; i < 30; i++) {
                        facts.withArray("modules")
                                .addObject()
                                .put("id", "old" + i)
                                .put("module", "");
                    }
                })))
                .path("data");
        assertThat(many.path("skipped").asInt()).isEqualTo(30);
        assertThat(many.path("skipped_modules").size()).isEqualTo(20);
        assertThat(Agent.json(agent.post(REAL)).path("data").path("skipped").asInt())
                .isZero();
    }

    @Test
    void nameOfTheClusterIsPublishedAsTheNameOfTheSystem() {
        agent.post(REAL);
        await().until(() -> "Acme".equals(reportedName()));
        agent.post(FactsDocument.withFacts(
                facts -> ((ObjectNode) facts.path("cluster")).put("ui_name", "\u00dcber".repeat(40))));
        assertThat(reportedName()).isEqualTo("\u00dcber".repeat(32));
        for (String name : List.of("7", "\" \"", "\"a\\nb\"", "null")) {
            assertThat(agent.post(REAL.replace("\"Acme\"", name)).statusCode()).isEqualTo(202);
        }
        assertThat(reportedName()).as("the last valid name").isEqualTo("\u00dcber".repeat(32));
    }

    private @Nullable String reportedName() {
        return pipeline
                .database()
                .queryForList(
                        "select reported_name from inventory.systems where system_id = ?",
                        String.class,
                        agent.systemId())
                .stream()
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/systems/inventory", "/proxy/inventory/", "/collect/api/systems/inventory"})
    void otherPathsOfAgentsAreTheSame(String path) {
        HttpResponse<String> response = agent.post(path, HttpRequest.BodyPublishers.ofString(REAL));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(Agent.json(agent.post(REAL))).as("the same report").isEqualTo(Agent.json(response));
        HttpResponse<String> anonymous = Agent.send(agent.anonymous(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REAL)));
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(Agent.send(agent.request(path).GET()).statusCode()).isEqualTo(405);
        String unknown = path.substring(0, path.indexOf('/', 1)) + "/unknown";
        assertThat(Agent.send(agent.request(unknown).GET()).statusCode()).isEqualTo(404);
        assertThat(Agent.send(agent.anonymous(unknown).GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void acceptsFirewallsWithoutModules() {
        HttpResponse<String> response = agent.post(FactsDocument.with(document -> {
            document.put("installation", "nethsecurity");
            document.putObject("facts").putObject("distro").put("version", "8.6");
        }));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        await().until(() -> !pipeline.database()
                .queryForList("select 1 from inventory.system where system_id = ?", agent.systemId())
                .isEmpty());
        assertThat(pipeline.applications(agent.systemId())).isEmpty();
    }

    @Test
    void nextDocumentRemovesMissingModules() {
        agent.post(REAL);
        applications(2);

        agent.post(FactsDocument.withFacts(facts -> facts.withArray("modules").remove(0)));

        await().untilAsserted(() -> assertThat(pipeline.applications(agent.systemId()))
                .extracting(row -> row.get("deleted_at") == null)
                .containsExactly(false, true));
    }

    @Test
    void leavesOutUnknownValues() {
        HttpResponse<String> response = agent.post(FactsDocument.withFacts(facts -> {
            facts.putNull("cluster");
            facts.putObject("nodes").putNull("1");
            ObjectNode module = facts.putArray("modules").addObject();
            module.put("id", "mail1").put("module", "mail").put("node", 1).putNull("ui_name");
        }));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(applications(1).get(0))
                .containsEntry("name", "")
                .containsEntry("source", "")
                .containsEntry("version", "")
                .containsEntry("display_name", null)
                .containsEntry("node_id", 1)
                .containsEntry("node_label", null)
                .containsEntry("url", null)
                .containsEntry("is_user_facing", true);
    }

    @Test
    void escapesModuleIdsInUrls() {
        agent.post(FactsDocument.withModule(module -> module.put("id", "a b/../<\"")));

        assertThat(applications(2).get(0))
                .containsEntry("url", "https://cluster.example.com/cluster-admin/#/apps/a%20b%2F..%2F%3C%22");
    }

    /** Otherwise a retry would confirm removals that the brake holds back. */
    @Test
    void retryIsTheSameReportAndConfirmsNoMassRemoval() {
        agent.post(FactsDocument.withModules(22));
        applications(22);
        String nothing = FactsDocument.withModules(0);
        double duplicates = duplicates();

        JsonNode first = Agent.json(agent.post(nothing)).path("data");
        JsonNode retry = Agent.json(agent.post(nothing)).path("data");

        assertThat(retry).isEqualTo(first);
        await().until(() -> duplicates() > duplicates);
        assertThat(present()).isEqualTo(22);
        agent.post(nothing + "\n");
        await().until(() -> present() == 0);
    }

    @Test
    void sameBodyAfterTheRetryWindowIsANewReport() {
        String first =
                Agent.json(agent.post(REAL)).path("data").path("report_id").asString();
        pipeline.database()
                .update(
                        "update inventory.agent_report set collected_at = collected_at - interval '16 minutes'"
                                + " where system_id = ?",
                        agent.systemId());

        String second =
                Agent.json(agent.post(REAL)).path("data").path("report_id").asString();

        assertThat(UUID.fromString(second)).isNotEqualTo(UUID.fromString(first));
    }

    @Test
    void acceptsManyConcurrentAgents() {
        List<Agent> agents =
                Stream.generate(() -> Agent.enrolled(pipeline)).limit(20).toList();

        List<Integer> codes = agents.parallelStream()
                .map(one -> one.post(FactsDocument.withModules(100)).statusCode())
                .toList();

        assertThat(codes).containsOnly(202);
        await().untilAsserted(() -> assertThat(agents)
                .allSatisfy(
                        one -> assertThat(pipeline.applications(one.systemId())).hasSize(100)));
    }

    @Test
    void acceptsRequestsWithoutContentLength() {
        byte[] body = REAL.getBytes(java.nio.charset.StandardCharsets.UTF_8);

        HttpResponse<String> response = agent.post(
                Agent.PATH, HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private double duplicates() {
        return pipeline.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("muster_reports_total{result=\"duplicate\"} "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long present() {
        return pipeline.applications(agent.systemId()).stream()
                .filter(row -> row.get("deleted_at") == null)
                .count();
    }

    private List<Map<String, @Nullable Object>> applications(int count) {
        return await().until(() -> pipeline.applications(agent.systemId()), rows -> rows.size() == count);
    }

    private static Instant time(Map<String, @Nullable Object> row, String column) {
        return ((Timestamp) java.util.Objects.requireNonNull(row.get(column))).toInstant();
    }
}
