package dev.muster.ingest.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Everything that a report says of an application besides that it is there. The last three are JSON objects, kept as
 * they were written.
 */
public record Attributes(
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

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
