package dev.muster.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git history of this repository, if available. */
final class GitHistory {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private GitHistory() {}

    /** Skips the test if the commit is missing, as in a shallow clone or a source archive. */
    static void assumeCommit(String commit) {
        Response answer = git("cat-file", "-e", commit + "^{commit}");
        assumeTrue(
                answer.exitCode() == 0,
                () -> "skipped: commit " + commit + " is not in the history of " + ROOT
                        + "; a full clone has it. git said: " + answer.text().strip());
    }

    /** Returns the content of a file in a commit. */
    static byte[] file(String commit, String path) {
        return run("show", commit + ":" + path).output();
    }

    /** Returns the paths of all files in a commit. */
    static List<String> files(String commit) {
        return run("ls-tree", "-r", "--name-only", commit).text().lines().toList();
    }

    /** Writes the files of a commit to a zip file. */
    static void archive(String commit, Path zip) {
        run("archive", "--format=zip", "--output=" + zip.toAbsolutePath(), commit);
    }

    private static Response run(String... arguments) {
        Response answer = git(arguments);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " failed: " + answer.text());
        }
        return answer;
    }

    private static Response git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", ROOT.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            return new Response(process.waitFor(), output.toByteArray());
        } catch (IOException e) {
            return new Response(-1, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // not compared
    private record Response(int exitCode, byte[] output) {

        private String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }
}
