package dev.muster.localstack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Installs and runs the programs of PostgreSQL. */
final class PostgresPrograms {

    /** The exit code and the output of a program. */
    record Result(int exitCode, String output) {

        boolean isSuccess() {
            return exitCode == 0;
        }
    }

    private final Path folder;
    private final PostgresUser user;

    private PostgresPrograms(Path folder, PostgresUser user) {
        this.folder = folder;
        this.user = user;
    }

    /** Unpacks the programs into the user's cache if they are missing. */
    static PostgresPrograms install() throws IOException {
        PostgresArchive archive = PostgresArchive.ofThisMachine();
        Path folder = cache().resolve("postgres-" + archive.digest());
        if (!Files.isDirectory(folder)) {
            install(archive, folder);
        }
        return new PostgresPrograms(folder, PostgresUser.ofThisProcess());
    }

    /** Creates the folder if it is missing, and makes the user of the programs its owner. */
    void prepareFolder(Path data) throws IOException {
        OwnerOnly.createFolder(data);
        user.own(data);
    }

    /** Runs a program and waits for its end. */
    Result run(String program, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>(user.prefix());
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        Path output = Files.createTempFile(log.getParent(), program, ".out");
        try {
            int exitCode = start(command, output).waitFor();
            return new Result(exitCode, Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Writes the output to a file, since a server that keeps running would keep a pipe open. */
    private static Process start(List<String> command, Path output) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.PLATFORM_NOT_SUPPORTED,
                    command.get(0) + " cannot be run: PostgreSQL needs an ordinary user, or, to be started by root,"
                            + " setpriv of util-linux",
                    e);
        }
    }

    private static void install(PostgresArchive archive, Path folder) throws IOException {
        Path unpacked = Files.createTempDirectory(folder.getParent(), "unpacking-");
        try {
            archive.unpackInto(unpacked);
            Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            DataFolder.delete(unpacked);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
            // Another process has installed it meanwhile.
        }
    }

    private static Path cache() throws IOException {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path base = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        Path cache = base.resolve("muster");
        OwnerOnly.createFolder(cache);
        return cache;
    }
}
