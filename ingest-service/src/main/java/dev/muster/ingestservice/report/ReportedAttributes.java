package dev.muster.ingestservice.report;

import dev.muster.text.JsonObjects;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a report says of an application besides that it is there. The last three are JSON objects, kept as
 * they were written. Whether two of these say the same is a question of {@link JsonObjects#areSame}, not of their texts.
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

    /** About how many bytes it takes in memory beside its texts. */
    public static final int SIZE_BESIDE_THE_TEXTS = 500;

    /** About how many bytes it takes in memory. */
    public int size() {
        return SIZE_BESIDE_THE_TEXTS
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
     * The same, with the texts of the known JSON objects where the ones here are the same objects: what is written in
     * another way only has not changed.
     */
    ReportedAttributes withTextsOf(ReportedAttributes known) {
        String inventory = textOf(inventoryData, known.inventoryData);
        String backup = textOf(backupData, known.backupData);
        String services = textOf(servicesData, known.servicesData);
        boolean asHere = inventory.equals(inventoryData) && backup.equals(backupData) && services.equals(servicesData);
        return asHere
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

    private static String textOf(String said, String known) {
        return JsonObjects.areSame(said, known) ? known : said;
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
