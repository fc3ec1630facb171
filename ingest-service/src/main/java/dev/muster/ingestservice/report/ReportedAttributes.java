package dev.muster.ingestservice.report;

import dev.muster.text.JsonObjects;
import org.jspecify.annotations.Nullable;

/**
 * Attributes of an application in a report. The last three are JSON objects, stored as they were written; compare them with
 * {@link JsonObjects#areSame}, not by their texts.
 */
public record ReportedAttributes(
        String instanceOf,
        String name,
        String source,
        @Nullable String displayName,
        String version,
        @Nullable Integer nodeId,
        @Nullable String nodeLabel,
        @Nullable String url,
        boolean userFacing,
        String inventoryData,
        String backupData,
        String servicesData) {

    /** Approximate size in memory without the texts, in bytes. */
    public static final int OVERHEAD_BYTES = 500;

    /** Approximate size in memory, in bytes. */
    public int size() {
        return OVERHEAD_BYTES
                + instanceOf.length()
                + name.length()
                + source.length()
                + length(displayName)
                + version.length()
                + length(nodeLabel)
                + length(url)
                + inventoryData.length()
                + backupData.length()
                + servicesData.length();
    }

    /**
     * These attributes, with the stored texts of JSON objects that are equivalent: an object that is only written
     * differently has not changed.
     */
    ReportedAttributes withEquivalentJsonOf(ReportedAttributes stored) {
        String inventory = equivalentJson(inventoryData, stored.inventoryData);
        String backup = equivalentJson(backupData, stored.backupData);
        String services = equivalentJson(servicesData, stored.servicesData);
        boolean unchanged =
                inventory.equals(inventoryData) && backup.equals(backupData) && services.equals(servicesData);
        return unchanged
                ? this
                : new ReportedAttributes(
                        instanceOf,
                        name,
                        source,
                        displayName,
                        version,
                        nodeId,
                        nodeLabel,
                        url,
                        userFacing,
                        inventory,
                        backup,
                        services);
    }

    private static String equivalentJson(String reported, String stored) {
        return JsonObjects.areSame(reported, stored) ? stored : reported;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
