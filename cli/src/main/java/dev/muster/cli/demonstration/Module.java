package dev.muster.cli.demonstration;

import dev.muster.cli.json.RecordJson;
import dev.muster.inventory.ReportedApplication;
import java.util.Map;
import java.util.TreeMap;

/**
 * An application on a simulated system.
 *
 * @param instance its number, part of its id: mail1
 * @param version an index into the entry's versions
 * @param node the node of the cluster that it runs on, from 1
 * @param people how many use it
 */
record Module(Catalog.Entry entry, int instance, int version, int node, int people) {

    private static final int GIB_PER_PERSON = 3;

    String id() {
        return entry.name() + instance;
    }

    boolean canBeUpdated() {
        return version + 1 < entry.versions().size();
    }

    Module updated() {
        return new Module(entry, instance, version + 1, node, people);
    }

    ReportedApplication reported(String systemId) {
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
                .setBackupData(json(Map.of("destination", people % 2 == 0 ? "s3" : "cifs", "encrypted", true)))
                .setServicesData(json(Map.of(entry.service(), "running")))
                .build();
    }

    private String inventoryData() {
        return entry.userFacing() ? json(Map.of("users", people, "volume_gib", people * GIB_PER_PERSON)) : "{}";
    }

    /** Keys in their order: the order of a Map.of differs from run to run. */
    private static String json(Map<String, ?> fields) {
        return RecordJson.MAPPER.writeValueAsString(new TreeMap<>(fields));
    }
}
