package dev.muster.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes what earlier runs have left. */
final class DataFolders {

    private DataFolders() {}

    /** Deletes the folder with everything in it, following no links. */
    static String delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return "there were none";
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.delete(one);
        }
        return deepestFirst.size() + " files and folders deleted";
    }
}
