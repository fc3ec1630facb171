package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {

    private static final String CSV = "id,name\r\na_b,\"two\r\nlines, \u202e 名\"\r\n";
    private static final String PATH = "/api/applications/export?format=csv";

    private final FakeHttpService service = new FakeHttpService();

    @TempDir
    private @Nullable Path folder;

    private Path file = Path.of("");

    ExportCommandTest() throws IOException {}

    @BeforeEach
    void nameFile() {
        if (folder != null) {
            file = folder.resolve("applications.csv");
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void standardOutputHasTheExportAsItIs() {
        service.answering(PATH, 200, CSV);

        Answer answer = export();

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).isEqualTo(CSV);
        assertThat(service.received().get(0).headers().getFirst("Authorization"))
                .isEqualTo("Bearer mst_x");
    }

    @Test
    void aTerminalIsNotControlledByTheExport() {
        service.answering(PATH, 200, CSV);

        Answer answer = Cli.run(service.environment(), new Cli.Answering(true, new ArrayList<>()), "export");

        assertThat(answer.out()).isEqualTo("id,name\na_b,\"two\nlines, \\u202e 名\"\n");
    }

    @Test
    void filtersAndTheFormatAreSent() {
        service.answering("/api/applications/export?format=ndjson&type=mail&type=a+b&search=x%3Dy", 200, "{}\n");

        Answer answer =
                export("--format", "ndjson", "--filter", "type=mail", "--filter", "type=a b", "--filter", "search=x=y");

        assertThat(answer.out()).isEqualTo("{}\n");
    }

    @Test
    void aFileIsReplacedByTheWholeExport() throws IOException {
        Files.writeString(file, "old");
        service.answering(PATH, 200, CSV);

        Answer answer = export("--output", file.toString());

        assertThat(answer).isEqualTo(new Answer(0, "", ""));
        assertThat(file).hasContent(CSV);
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aBrokenExportLeavesNothing() throws IOException {
        service.breakingOff(PATH, CSV);

        Answer answer = export("--output", file.toString());

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err())
                .contains("the export has ended early: ", file + " is as it was")
                .hasLineCount(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void aBrokenExportLeavesAnOlderFileAsItWas() throws IOException {
        Files.writeString(file, "old");
        service.breakingOff(PATH, CSV);

        assertThat(export("--output", file.toString()).exitCode()).isEqualTo(3);

        assertThat(file).hasContent("old");
        assertThat(files()).containsExactly(file);
    }

    @Test
    void aBrokenExportOnStandardOutputIsAnError() {
        service.breakingOff(PATH, CSV);

        Answer answer = export();

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.err())
                .contains("the export has ended early: ", "what was printed is not complete")
                .hasLineCount(1);
    }

    @Test
    void refusalsAreNamedAndLeaveNothing() throws IOException {
        service.answering(
                        PATH + "&colour=red",
                        400,
                        "{\"code\":400,\"message\":\"validation failed\",\"data\":{\"errors\":[{\"key\":\"colour\","
                                + "\"message\":\"is no parameter of this path\"}]}}")
                .answering(PATH, 429, "{\"code\":429,\"message\":\"try again later\",\"data\":{}}");

        Answer wrong = export("--filter", "colour=red", "--output", file.toString());
        Answer busy = export("--output", file.toString());

        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("colour: is no parameter of this path");
        assertThat(busy.exitCode()).isEqualTo(1);
        assertThat(busy.err()).contains("try again later");
        assertThat(files()).isEmpty();
    }

    @Test
    void wrongCommandLinesAreNamedBeforeAnythingIsSent() {
        for (List<String> arguments : List.of(
                List.of("--filter", "type"),
                List.of("--format", "xml"),
                List.of("--output", file.resolve("none").toString()),
                List.of("--output", String.valueOf(folder)))) {
            Answer answer = export(arguments.toArray(new String[0]));

            assertThat(answer.exitCode()).as(arguments.toString()).isEqualTo(2);
            assertThat(answer.err()).hasLineCount(1).doesNotContain("Exception", "java.");
        }
        assertThat(service.requests()).isEmpty();
    }

    private Answer export(String... options) {
        List<String> arguments = new ArrayList<>(List.of("export"));
        arguments.addAll(List.of(options));
        return Cli.runIn(service.environment(), arguments.toArray(new String[0]));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            return files.toList();
        }
    }
}
