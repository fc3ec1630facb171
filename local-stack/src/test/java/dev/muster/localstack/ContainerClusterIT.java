package dev.muster.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerClusterIT {

    private static final String ARGUMENTS = "POSTGRES_INITDB_ARGS: ";

    @TempDir
    private Path folder;

    @Test
    void initdbAcceptsTheOptionsOfTheComposeFile() throws Exception {
        String line = Files.readAllLines(Path.of("..", "docker-compose.yml")).stream()
                .filter(one -> one.contains(ARGUMENTS))
                .findFirst()
                .orElseThrow();
        PostgresPrograms programs = PostgresPrograms.install();
        Path data = folder.resolve("postgres");
        programs.prepareFolder(data);
        List<String> arguments = new ArrayList<>(List.of("--pgdata=" + data, "--auth=trust", "--no-sync"));
        arguments.addAll(List.of(
                line.substring(line.indexOf(ARGUMENTS) + ARGUMENTS.length()).split(" ")));

        PostgresPrograms.Result made = programs.run("initdb", arguments, folder.resolve("log"));

        assertThat(made.isSuccess()).as(made.output()).isTrue();
    }
}
