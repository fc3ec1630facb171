package dev.muster.assignmentservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeadLetterReasonsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/muster/assignmentservice");

    /** The packages that reject records. */
    private static final List<String> PACKAGES = List.of(
            "association",
            "application/kafka",
            "directory",
            "kafka",
            "organization",
            "ownership/kafka",
            "run",
            "security/kafka",
            "system",
            "user");

    private static final Pattern REJECTION = Pattern.compile(
            "(?:problem|InvalidRecordException|InvalidReportException|UnprocessableRecordException|rejected|organizationMissing)"
                    + "\\(\\s*\"([a-z0-9_]+)\"");

    private static final Pattern CODE = Pattern.compile("`([a-z0-9_]+)`");

    @Test
    void everyReasonInTheCodeHasACounter() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.walk(SOURCES.resolve(name))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Matcher rejection = REJECTION.matcher(Files.readString(file));
                    while (rejection.find()) {
                        found.add(rejection.group(1));
                    }
                }
            }
        }

        assertThat(found).isNotEmpty();
        assertThat(all()).containsAll(found);
    }

    @Test
    void everyReasonIsInTheRunbook() throws IOException {
        String table = Files.readString(Path.of("../docs/operations/runbook.md"))
                .replaceAll("(?s).*\n## Dead letter reasons\n(.*?)\n## .*", "$1");

        assertThat(CODE.matcher(table).results().map(code -> code.group(1)).toList())
                .containsAll(all());
    }

    private static Set<String> all() {
        return DeadLetterReasons.BY_TOPIC.values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
