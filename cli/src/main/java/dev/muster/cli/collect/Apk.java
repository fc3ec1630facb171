package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alpine's package manager. Reads its database of installed packages, which has more fields than {@code apk info}
 * prints.
 */
final class Apk implements PackageManager {

    private static final List<Path> DATABASES =
            List.of(Path.of("/lib/apk/db/installed"), Path.of("/usr/lib/apk/db/installed"));

    @Override
    public String name() {
        return "apk";
    }

    @Override
    public List<InstalledPackage> installed() {
        for (Path database : DATABASES) {
            if (Files.isReadable(database)) {
                return parse(read(database));
            }
        }
        return List.of();
    }

    private static String read(Path database) {
        try {
            return Files.readString(database);
        } catch (IOException e) {
            throw CliException.unavailable("cannot read the apk database " + database + ": " + Cause.of(e), e);
        }
    }

    /** Parses blocks of {@code letter:value} lines, separated by empty lines. */
    static List<InstalledPackage> parse(String database) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String block : database.split("\n\n", -1)) {
            Map<Character, String> field = new HashMap<>();
            for (String line : block.split("\n", -1)) {
                if (line.length() > 2 && line.charAt(1) == ':') {
                    field.putIfAbsent(line.charAt(0), line.substring(2));
                }
            }
            if (field.containsKey('P') && field.containsKey('V')) {
                packages.add(packageOf(field));
            }
        }
        return packages;
    }

    private static InstalledPackage packageOf(Map<Character, String> field) {
        String architecture = field.getOrDefault('A', "");
        Fields details = new Fields()
                .text("architecture", architecture)
                .text("status", "installed")
                .text("license", field.getOrDefault('L', ""))
                .number("installed_size_bytes", field.getOrDefault('I', ""))
                .text("source_package", field.getOrDefault('o', ""))
                .text("homepage", field.getOrDefault('U', ""))
                .text("summary", field.getOrDefault('T', ""));
        return new InstalledPackage(
                field.getOrDefault('P', ""), field.getOrDefault('V', ""), architecture, "apk", details.map());
    }
}
