package dev.muster.cli.collect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which package a service's file belongs to, where dpkg knows it: that package's version is the service's. */
final class FileOwners {

    private FileOwners() {}

    /** The package's name by the path of its file; files of no package are left out. */
    static Map<String, String> of(List<String> files) {
        if (files.isEmpty()) {
            return Map.of();
        }
        List<String> command = new ArrayList<>(List.of("dpkg-query", "-S"));
        command.addAll(files);
        Optional<String> answer = HostProgram.askLeniently(command);
        return answer.map(FileOwners::parse).orElse(Map.of());
    }

    /** Lines {@code package[:architecture][, package …]: path}. */
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
