package dev.muster.assignmentservice.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that the tests named on the page about the contracts exist. */
class ContractsPageTest {

    private static final Path PAGE = Path.of("../docs/contracts.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyTestNamedOnThePageExists() throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher named = NAMED.matcher(Files.readString(PAGE));
        int count = 0;
        for (; named.find(); count++) {
            String method = "void " + named.group(2) + "(";
            if (sources(named.group(1) + ".java").stream().noneMatch(source -> source.contains(method))) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(50);
    }

    private static List<String> sources(String fileName) throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(one -> one.getFileName().toString().equals(fileName))
                    .toList()) {
                sources.add(Files.readString(file));
            }
        }
        return sources;
    }
}
