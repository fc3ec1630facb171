package dev.muster.cli.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the dpkg package that owns a service file; the service gets the version of that package. */
final class FileOwners {

    private FileOwners() {}

    /** Returns package names by file path, without files that belong to no package. */
    static Map<String, String> find(List<String> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<String> command = new ArrayList<>(List.of("dpkg-query", "-S"));
        command.addAll(files);
        Optional<String> output = HostProgram.runIgnoringExitCode(command);
        return output.map(FileOwners::parse).orElse(Map.of());
    }

    /** Parses lines {@code package[:architecture][, package …]: path}. */
    static Map<String, String> parse(String output) {
        Map<String, String> owners = new HashMap<>();
        for (String line : output.split("\n", -1)) {
            int separator = line.indexOf(": ");
            if (separator > 0 && !line.startsWith("diversion ")) {
                String first = line.substring(0, separator).split("[,:]", 2)[0];
                owners.put(line.substring(separator + 2), first);
            }
        }
        return owners;
    }
}
