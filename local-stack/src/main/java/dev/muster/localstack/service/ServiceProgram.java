package dev.muster.localstack.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A service built in a checkout, with the options of {@code deploy/services/jvm.options} and an archive of its classes,
 * which halves the start time. A run records the archive when it ends.
 */
public final class ServiceProgram {

    /** Exit codes of an orderly end: normal, SIGHUP, SIGINT or SIGTERM. */
    private static final Set<Integer> ORDERLY_EXIT_CODES = Set.of(0, 128 + 1, 128 + 2, 128 + 15);

    private final Path options;
    private final Path jar;
    private final ClassArchive archive;

    private ServiceProgram(Path options, Path jar, ClassArchive archive) {
        this.options = options;
        this.jar = jar;
        this.archive = archive;
    }

    /**
     * The service of the given module.
     *
     * @throws IllegalStateException when it is not built; the message says how to build it
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
     * The arguments of {@code java}: options, then {@code moreOptions}, then the jar. Without an archive the run
     * records one, which {@link #keepArchive} saves.
     */
    public List<String> arguments(List<String> moreOptions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("@" + options, archive.option()));
        arguments.addAll(moreOptions);
        arguments.addAll(List.of("-jar", jar.toString()));
        return arguments;
    }

    /**
     * Saves the archive of a run with this exit code; discards it if the run was killed, since it may be incomplete.
     */
    public void keepArchive(int exitCode) throws IOException {
        if (ORDERLY_EXIT_CODES.contains(exitCode)) {
            archive.save();
        } else {
            archive.discard();
        }
    }
}
