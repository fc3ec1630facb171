package dev.muster.cli.collect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Gives every package an id that is unique on its host and stays the same from report to report: its name; with
 * {@code :architecture} when it is installed for several; with {@code :version} too when several versions of it are.
 */
final class ModuleIds {

    /** A longer id is cut and ends with a hash of the whole. */
    static final int MAX_CHARACTERS = 100;

    private static final int HASH_BYTES = 4;

    private ModuleIds() {}

    static Map<String, InstalledPackage> unique(List<InstalledPackage> packages) {
        Map<String, InstalledPackage> byId = new LinkedHashMap<>();
        for (List<InstalledPackage> sameName : groups(packages, InstalledPackage::name)) {
            if (sameName.size() == 1) {
                byId.put(fitting(sameName.get(0).name()), sameName.get(0));
                continue;
            }
            for (List<InstalledPackage> sameArchitecture : groups(sameName, ModuleIds::withArchitecture)) {
                for (InstalledPackage one : sameArchitecture) {
                    String id = withArchitecture(one);
                    byId.put(fitting(sameArchitecture.size() == 1 ? id : id + ":" + one.version()), one);
                }
            }
        }
        return byId;
    }

    /** The id itself, or what of it fits into the bound. */
    static String fitting(String id) {
        if (id.length() <= MAX_CHARACTERS) {
            return id;
        }
        String hash = HexFormat.of().formatHex(sha256(id), 0, HASH_BYTES);
        return id.substring(0, MAX_CHARACTERS - hash.length() - 1) + "~" + hash;
    }

    private static String withArchitecture(InstalledPackage one) {
        return one.architecture().isEmpty() ? one.name() : one.name() + ":" + one.architecture();
    }

    private static Collection<List<InstalledPackage>> groups(
            List<InstalledPackage> packages, Function<InstalledPackage, String> key) {
        return packages.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
