package dev.muster.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The history of this repository, where there is one. */
final class History {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private History() {}

    /** Skips the test, with a message that says why, unless the commit is there: a shallow clone or an archive lacks it. */
    static void assumeCommit(String commit) {
        Answer answer = git("cat-file", "-e", commit + "^{commit}");
        assumeTrue(
                answer.exitCode() == 0,
                () -> "skipped: commit " + commit + " is not in the history of " + ROOT
                        + "; a full clone has it. git said: " + answer.text().strip());
    }

    /** The bytes of a file as they were in a commit. */
    static byte[] file(String commit, String path) {
        return successful("show", commit + ":" + path).output();
    }

    /** The paths of all files of a commit. */
    static List<String> files(String commit) {
        return successful("ls-tree", "-r", "--name-only", commit).text().lines().toList();
    }

    /** Writes the files of a commit into a zip. */
    static void archive(String commit, Path zip) {
        successful("archive", "--format=zip", "--output=" + zip.toAbsolutePath(), commit);
    }

    private static Answer successful(String... arguments) {
        Answer answer = git(arguments);
        if (answer.exitCode() != 0) {
            throw new IllegalStateException("git " + String.join(" ", arguments) + " failed: " + answer.text());
        }
        return answer;
    }

    private static Answer git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", ROOT.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            return new Answer(process.waitFor(), output.toByteArray());
        } catch (IOException e) {
            return new Answer(-1, String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Answer(int exitCode, byte[] output) {

        private String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }
}
