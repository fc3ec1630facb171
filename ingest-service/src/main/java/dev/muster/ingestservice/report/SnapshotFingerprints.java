package dev.muster.ingestservice.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hashes of the applications of a snapshot. */
public final class SnapshotFingerprints {

    private final Map<String, ContentHash> byModule;

    /** Creates fingerprints from hashes by module id. */
    public SnapshotFingerprints(Map<String, ContentHash> byModule) {
        this.byModule = Map.copyOf(byModule);
    }

    static SnapshotFingerprints of(List<EncodedApplication> applications) {
        Map<String, ContentHash> byModule = new HashMap<>();
        applications.forEach(application -> byModule.put(application.moduleId(), application.hash()));
        return new SnapshotFingerprints(byModule);
    }

    /** The hashes by module id. */
    public Map<String, ContentHash> byModule() {
        return byModule;
    }

    /** The modules that the other snapshot lacks or has with another hash. */
    Set<String> modulesDifferentFrom(SnapshotFingerprints other) {
        Set<String> modules = new HashSet<>();
        byModule.forEach((moduleId, hash) -> {
            if (!hash.equals(other.byModule.get(moduleId))) {
                modules.add(moduleId);
            }
        });
        return modules;
    }

    /** The modules that the other snapshot lacks. */
    Set<String> modulesMissingFrom(SnapshotFingerprints other) {
        Set<String> modules = new HashSet<>(byModule.keySet());
        modules.removeAll(other.byModule.keySet());
        return modules;
    }

    int size() {
        return byModule.size();
    }
}
