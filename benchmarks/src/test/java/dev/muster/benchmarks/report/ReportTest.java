package dev.muster.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private final Results results = new Results();

    ReportTest() {
        for (double value : new double[] {300, 100, 200}) {
            results.add("first-load", "muster", "applications/s", value);
        }
        results.add("first-load", "ceiling", "applications/s", 400);
        results.add("first-load", "ceiling", "applications/s", 600);
        results.add("latency-p99", "muster", "ms", 12.5);
        results.add("poison", "muster", "applications/s", 180);
        results.add("growth-10k", "muster", "applications/s", 50);
        results.add("growth-100k", "muster", "applications/s", 100);
        results.add("growth-1m", "muster", "applications/s", 90);
    }

    @Test
    void computesTheMedian() {
        assertThat(results.find("first-load", "muster"))
                .hasValue(new Result("first-load", "muster", "applications/s", 200, 100, 300));
        assertThat(results.find("first-load", "ceiling"))
                .hasValue(new Result("first-load", "ceiling", "applications/s", 500, 400, 600));
    }

    @Test
    void ratiosCompareMustersMedianWithOthers() {
        assertThat(Ratios.of(results))
                .containsExactly(
                        new Ratio("first-load", "ceiling", 0.4),
                        new Ratio("poison", "muster first-load", 0.9),
                        new Ratio("growth-1m", "muster growth-100k", 0.9));
    }

    @Test
    void jsonFileContainsAllSections(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("benchmark.json");
        results.fail("late", "muster", "the table is wrong");

        JsonFile.write(file, Map.of("commit", "abc"), results);

        JsonNode json = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(json.at("/environment/commit").asString()).isEqualTo("abc");
        JsonNode first = json.at("/results/0");
        assertThat(first.propertyNames()).containsExactlyInAnyOrder("case", "system", "unit", "median", "min", "max");
        assertThat(first.at("/case").asString()).isEqualTo("first-load");
        assertThat(first.at("/median").asDouble()).isEqualTo(200);
        assertThat(json.at("/ratios/0").propertyNames()).containsExactlyInAnyOrder("case", "versus", "ratio");
        assertThat(json.at("/ratios/0/ratio").asDouble()).isEqualTo(0.4, within(1e-9));
        assertThat(json.at("/failures/0").asString()).isEqualTo("late with muster: the table is wrong");
    }

    @Test
    void tableContainsResultsRatiosAndFailures() {
        results.fail("late", "muster", "the table is wrong");

        assertThat(Table.of(results))
                .anyMatch(line -> line.matches("\\| first-load +\\| muster +\\| +200 \\| +100 \\| +300 \\|.*"))
                .anyMatch(line -> line.matches("\\| poison +\\| muster first-load +\\| +0\\.90 \\|"))
                .contains("FAILED: late with muster: the table is wrong");
    }

    @Test
    void chartIsXmlWithOneBarPerRate() throws Exception {
        Document chart = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Chart.svg(results, "commit <abc> & more"))));

        int background = 1;
        assertThat(chart.getElementsByTagName("rect").getLength()).isEqualTo(background + 6);
    }
}
