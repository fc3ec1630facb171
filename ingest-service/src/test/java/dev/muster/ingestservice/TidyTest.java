package dev.muster.ingestservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Source code rules of this module. */
class TidyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thread\\.sleep",
                "System\\.(out|err)",
                "printStackTrace\\(\\)",
                "catch \\((final )?(Exception|Throwable) ",
                "\\b(TO" + "DO|FIX" + "ME)\\b",
                "@Disabled",
                "import [\\w.]+\\.\\*;"
            })
    void noFileContains(String pattern) {
        java.util.regex.Pattern forbidden = java.util.regex.Pattern.compile(pattern);
        assertThat(sources())
                .filteredOn(file -> !file.endsWith("TidyTest.java"))
                .noneMatch(file -> forbidden.matcher(read(file)).find());
    }

    @Test
    void noClassHasAVagueName() {
        assertThat(sources())
                .extracting(file -> file.getFileName().toString())
                .noneMatch(name -> name.matches(".*(Util|Utils|Helper|Manager|Common|Impl)\\.java"));
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
