package dev.muster.cli.collect;

import dev.muster.text.Sha256;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Assigns each package an id that is unique on its host and stable across reports: the name, followed by
 * {@code :architecture} if several architectures are installed, and by {@code :version} if several versions are.
 */
final class ModuleIds {

    /** Longer ids are truncated; a hash of the whole id is appended. */
    static final int MAX_CHARACTERS = 100;

    private static final int HASH_BYTES = 4;

    private ModuleIds() {}

    static Map<String, InstalledPackage> assign(List<InstalledPackage> packages) {
        Map<String, InstalledPackage> byId = new LinkedHashMap<>();
        for (List<InstalledPackage> sameName : groupBy(packages, InstalledPackage::name)) {
            if (sameName.size() == 1) {
                byId.put(truncate(sameName.get(0).name()), sameName.get(0));
                continue;
            }
            for (List<InstalledPackage> sameArchitecture : groupBy(sameName, ModuleIds::withArchitecture)) {
                for (InstalledPackage installedPackage : sameArchitecture) {
                    String id = withArchitecture(installedPackage);
                    byId.put(
                            truncate(sameArchitecture.size() == 1 ? id : id + ":" + installedPackage.version()),
                            installedPackage);
                }
            }
        }
        return byId;
    }

    /** Returns the id, truncated to {@link #MAX_CHARACTERS} if it is longer. */
    static String truncate(String id) {
        if (id.length() <= MAX_CHARACTERS) {
            return id;
        }
        String hash = HexFormat.of().formatHex(Sha256.hash(id), 0, HASH_BYTES);
        return id.substring(0, MAX_CHARACTERS - hash.length() - 1) + "~" + hash;
    }

    private static String withArchitecture(InstalledPackage installedPackage) {
        return installedPackage.architecture().isEmpty()
                ? installedPackage.name()
                : installedPackage.name() + ":" + installedPackage.architecture();
    }

    private static Collection<List<InstalledPackage>> groupBy(
            List<InstalledPackage> packages, Function<InstalledPackage, String> key) {
        return packages.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }
}
