package dev.muster.localstack.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service as it was built in a checkout, on the options of {@code deploy/services/jvm.options} and with an archive of
 * its classes, with which it starts in half the time. A run records the archive as it ends.
 */
public final class ServiceProgram {

    /** Of a JVM that ended in order: by itself, or by a closed terminal, Ctrl-C, or a request. */
    private static final Set<Integer> IN_ORDER = Set.of(0, 128 + 1, 128 + 2, 128 + 15);

    private final Path options;
    private final Path jar;
    private final ClassArchive archive;

    private ServiceProgram(Path options, Path jar, ClassArchive archive) {
        this.options = options;
        this.jar = jar;
        this.archive = archive;
    }

    /**
     * The one that the given module was built into.
     *
     * @throws IllegalStateException when it was not built; the message says how it is
     */
    public static ServiceProgram of(Path checkout, String module) throws IOException {
        Path target = checkout.toAbsolutePath().resolve(module).resolve("target");
        Path jar = onlyJar(target.resolve("service"));
        return new ServiceProgram(
                checkout.toAbsolutePath().resolve("deploy/services/jvm.options"), jar, new ClassArchive(target, jar));
    }

    private static Path onlyJar(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                List<Path> jars =
                        files.filter(file -> file.toString().endsWith(".jar")).toList();
                if (jars.size() == 1) {
                    return jars.get(0);
                }
            }
        }
        throw new IllegalStateException(
                "there should be one jar in " + folder + ": start with ./muster, which builds it");
    }

    /** Whether there is an archive. */
    public boolean isArchived() throws IOException {
        return archive.find().isPresent();
    }

    /**
     * What {@code java} is started with: options, {@code moreOptions} after them, and the jar. Without an archive the run
     * records one; {@link #keepArchive} makes it the one to use.
     */
    public List<String> arguments(List<String> moreOptions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("@" + options, archive.option()));
        arguments.addAll(moreOptions);
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    /** Keeps what a run has recorded that has ended with this exit code; of one that was killed, it may not be all. */
    public void keepArchive(int exitCode) throws IOException {
        if (IN_ORDER.contains(exitCode)) {
            archive.keep();
        } else {
            archive.discard();
        }
    }
}
