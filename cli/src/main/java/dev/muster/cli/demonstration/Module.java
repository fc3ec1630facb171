package dev.muster.cli.demonstration;

import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.ReportedApplication;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application on a simulated system.
 *
 * @param instance its number, part of its id, such as 1 in mail1
 * @param version the index into the versions of the entry
 * @param node the cluster node, from 1
 * @param users the number of users
 */
record Module(Catalog.Entry entry, int instance, int version, int node, int users) {

    private static final int GIB_PER_USER = 3;

    String id() {
        return entry.name() + instance;
    }

    boolean hasNewerVersion() {
        return version + 1 < entry.versions().size();
    }

    Module updated() {
        return new Module(entry, instance, version + 1, node, users);
    }

    ReportedApplication toReportedApplication(String systemId) {
        return ReportedApplication.newBuilder()
                .setModuleId(id())
                .setInstanceOf(entry.name())
                .setName(entry.label())
                .setSource(entry.image())
                .setDisplayName(entry.userFacing() ? entry.label() + " of " + systemId : null)
                .setVersion(entry.versions().get(version))
                .setNodeId(node)
                .setNodeLabel("node" + node)
                .setUrl(entry.userFacing() ? "https://" + id() + "." + systemId + ".example.org" : null)
                .setUserFacing(entry.userFacing())
                .setInventoryData(inventoryData())
                .setBackupData(json(Map.of("destination", users % 2 == 0 ? "s3" : "cifs", "encrypted", true)))
                .setServicesData(json(Map.of(entry.service(), "running")))
                .build();
    }

    private String inventoryData() {
        return entry.userFacing() ? json(Map.of("users", users, "volume_gib", users * GIB_PER_USER)) : "{}";
    }

    /** Sorts the keys, because the iteration order of Map.of differs between JVMs. */
    private static String json(Map<String, ?> fields) {
        return RecordJson.MAPPER.writeValueAsString(new TreeMap<>(fields));
    }
}
