package dev.muster.cli.collect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The package manager of Debian and its derivatives. */
final class Dpkg implements PackageManager {

    private static final List<String> FIELDS = List.of(
            "Package",
            "Version",
            "Architecture",
            "db:Status-Status",
            "Section",
            "Priority",
            "Installed-Size",
            "source:Package",
            "Origin",
            "Homepage",
            "binary:Synopsis");

    /** States of packages that are not installed. */
    private static final Set<String> NOT_INSTALLED = Set.of("not-installed", "config-files");

    @Override
    public String name() {
        return "dpkg";
    }

    @Override
    public List<InstalledPackage> installed() {
        String format = "${" + String.join("}\\t${", FIELDS) + "}\\n";
        return HostProgram.run(List.of("dpkg-query", "-W", "-f", format))
                .map(Dpkg::parse)
                .orElse(List.of());
    }

    static List<InstalledPackage> parse(String output) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String line : output.split("\n", -1)) {
            String[] field = line.split("\t", FIELDS.size());
            if (field.length == FIELDS.size() && !NOT_INSTALLED.contains(field[3])) {
                packages.add(packageOf(field));
            }
        }
        return packages;
    }

    private static InstalledPackage packageOf(String[] field) {
        Fields details = new Fields()
                .text("architecture", field[2])
                .text("status", field[3])
                .text("section", field[4])
                .text("priority", field[5])
                .number("installed_size_kib", field[6])
                .text("source_package", field[7])
                .text("homepage", field[9])
                .text("summary", field[10]);
        String source = field[8].isBlank() ? "dpkg" : "dpkg:" + field[8].strip();
        return new InstalledPackage(field[0], field[1], field[2], source, details.map());
    }
}
