package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.cli.Cli.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

    @Test
    void unknownCommandsAndOptionsNameSimilarOnes() {
        assertUsage("did you mean assign", "asign", "a", "b");
        assertUsage("did you mean list", "organization", "lst");
        assertUsage("--replay", "dead-letters", "--repaly", "all");
    }

    @Test
    void valuesOfTheWrongKindAreNamedWithoutJava() {
        assertUsage(
                "Invalid value for --timeout: expected a whole number, not 'soon'",
                "assign",
                "a",
                "b",
                "--timeout",
                "soon");
        assertUsage("Invalid value for --command-id: expected a UUID", "assign", "a", "b", "--command-id", "1");
        assertUsage(
                "Invalid value for --expires: expected a time such as", "assign", "a", "b", "--expires", "tomorrow");
        assertUsage("Invalid value for ID: expected a UUID", "token", "revoke", "mst_x");
        assertUsage(
                "Invalid value for PARTITION: expected a whole number",
                "input",
                "acknowledge",
                "--group",
                "g",
                "t",
                "x",
                "--to",
                "1");
    }

    @Test
    void filesThatCannotBeReadAreNamedWithoutJava(@TempDir Path folder) {
        assertUsage(
                "cannot read " + folder.resolve("none") + ": there is no such file",
                "report",
                "--file",
                folder.resolve("none").toString());
        assertUsage("cannot read " + folder + ": ", "report", "--file", folder.toString());
        assertUsage(
                "cannot read " + folder.resolve("none") + ": there is no such file",
                "watch",
                "t",
                "--kafka-properties",
                folder.resolve("none").toString());
    }

    @Test
    void everyCommandThatPrintsAResultHasJson() {
        List<String> without = commands(Muster.commandLine()).stream()
                .filter(command -> command.getSubcommands().isEmpty())
                .filter(command -> !command.getCommandSpec().optionsMap().containsKey("--json"))
                .map(command -> command.getCommandSpec().qualifiedName())
                .toList();

        assertThat(without)
                .as("an export has formats of its own")
                .containsExactly("muster export", "muster generate-completion");
    }

    @Test
    void everyCommandHasTheOptionContextAndHelp() {
        assertThat(commands(Muster.commandLine()))
                .filteredOn(command -> !command.getCommandName().equals("generate-completion"))
                .allSatisfy(command ->
                        assertThat(command.getCommandSpec().optionsMap()).containsKeys("--context", "--help"));
    }

    @Test
    void helpIsTheSameWithAndWithoutStubs() {
        assertThat(Cli.runAsIs("--help").out()).isEqualTo(Muster.commandLine().getUsageMessage());
    }

    @Test
    void completionScriptKnowsCommandsAndOptions() {
        Answer answer = Cli.runAsIs("generate-completion");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("complete -F", "dead-letters", "--bootstrap-servers", "membership");
    }

    private static List<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                        Stream.of(command),
                        command.getSubcommands().values().stream().flatMap(sub -> commands(sub).stream()))
                .toList();
    }

    private static void assertUsage(String message, String... args) {
        Answer answer = Cli.runAsIs(args);
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err())
                .contains(message)
                .doesNotContain("Exception", "null", "java.")
                .hasLineCount(1);
    }
}
