package dev.muster.cli.collect;

import java.util.ArrayList;
import java.util.List;

/** The package manager of Fedora, RHEL, SUSE and their derivatives. */
final class Rpm implements PackageManager {

    private static final String FORMAT = "%{NAME}\\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\\t%{ARCH}\\t%{GROUP}"
            + "\\t%{SIZE}\\t%{VENDOR}\\t%{SOURCERPM}\\t%{URL}\\t%{SUMMARY}\\n";

    private static final int FIELDS = 9;

    @Override
    public String name() {
        return "rpm";
    }

    @Override
    public List<InstalledPackage> installed() {
        return HostProgram.run(List.of("rpm", "-qa", "--queryformat", FORMAT))
                .map(Rpm::parse)
                .orElse(List.of());
    }

    static List<InstalledPackage> parse(String output) {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String line : output.split("\n", -1)) {
            String[] field = line.split("\t", FIELDS);
            if (field.length == FIELDS) {
                packages.add(packageOf(field));
            }
        }
        return packages;
    }

    private static InstalledPackage packageOf(String[] field) {
        String architecture = orEmpty(field[2]);
        Fields details = new Fields()
                .text("architecture", architecture)
                .text("status", "installed")
                .text("section", field[3])
                .number("installed_size_bytes", field[4])
                .text("source_package", field[6])
                .text("homepage", field[7])
                .text("summary", field[8]);
        String vendor = orEmpty(field[5]);
        return new InstalledPackage(
                field[0], field[1], architecture, vendor.isBlank() ? "rpm" : "rpm:" + vendor, details.map());
    }

    private static String orEmpty(String field) {
        return field.equals("(none)") ? "" : field;
    }
}
