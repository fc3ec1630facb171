package dev.muster.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Path RULES = Path.of("monitoring", "alerts.yml");
    private static final Path CASES = Path.of("monitoring", "alerts-test.yml");
    private static final Path METRICS = Path.of("..", "docs", "operations", "monitoring.md");
    private static final Path RUNBOOK = Path.of("..", "docs", "operations", "runbook.md");
    private static final Pattern METRIC = Pattern.compile("muster_[a-z_]+");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| \\[`(Muster\\w+)`]\\(runbook\\.md#(\\w+)\\) \\|");
    private static final Pattern ALERT_OF_CASE = Pattern.compile("alertname=\"(\\w+)\"");

    @Test
    void pageOfMetricsListsEachAlert() throws IOException {
        List<String> listed = LISTED.matcher(Files.readString(METRICS))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(alerts()).extracting(alert -> alert.get("alert").asText()).containsExactlyElementsOf(listed);
    }

    @Test
    void runbookSaysWhatToDoAboutEachAlert() throws IOException {
        String runbook = Files.readString(RUNBOOK);

        assertThat(alerts()).allSatisfy(alert -> {
            String name = alert.get("alert").asText();
            assertThat(runbook).contains("\n### " + name + "\n");
            assertThat(alert.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/operations/runbook.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void alertsUseOnlyMetricsThatAreDocumented() throws IOException {
        String page = Files.readString(METRICS);

        assertThat(alerts())
                .allSatisfy(alert -> assertThat(METRIC.matcher(alert.get("expr").asText())
                                .results()
                                .map(MatchResult::group))
                        .allSatisfy(metric -> assertThat(page).containsPattern("`" + metric + "[`{]")));
    }

    @Test
    void dashboardUsesOnlyMetricsThatAreDocumented() throws IOException {
        String page = Files.readString(METRICS);
        List<String> used = METRIC.matcher(Files.readString(Path.of("monitoring", "dashboard.json")))
                .results()
                .map(metric -> metric.group().replaceFirst("_(sum|count)$", ""))
                .toList();

        assertThat(used).isNotEmpty().allSatisfy(metric -> assertThat(page).containsPattern("`" + metric + "[`{]"));
    }

    @Test
    void eachAlertHasACaseThatFiresAndOneThatDoesNot() throws IOException {
        Set<String> firing = new LinkedHashSet<>();
        Set<String> silent = new LinkedHashSet<>();
        for (JsonNode test : YamlFiles.read(CASES).get("tests")) {
            JsonNode expected = test.get("promql_expr_test").get(0);
            var alert = ALERT_OF_CASE.matcher(expected.get("expr").asText());
            assertThat(alert.find()).isTrue();
            (expected.get("exp_samples").isEmpty() ? silent : firing).add(alert.group(1));
        }
        Set<String> all =
                alerts().stream().map(alert -> alert.get("alert").asText()).collect(Collectors.toSet());

        assertThat(firing).containsExactlyInAnyOrderElementsOf(all);
        assertThat(silent).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void promtoolAgrees() throws IOException, InterruptedException {
        assumeTrue(isInstalled(), "promtool is not installed");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", CASES.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    private static boolean isInstalled() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, "promtool"))) {
                return true;
            }
        }
        return false;
    }

    private static List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        YamlFiles.read(RULES).get("groups").forEach(group -> group.get("rules").forEach(alerts::add));
        return alerts;
    }
}
