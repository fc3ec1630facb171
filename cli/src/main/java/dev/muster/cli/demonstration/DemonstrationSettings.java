package dev.muster.cli.demonstration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Settings of the demonstration. They determine all of its messages, except the inventory of this host.
 *
 * @param systems the number of simulated systems, 10 to 9999
 * @param collectedFrom the collection time of the first report
 */
public record DemonstrationSettings(int systems, long seed, Instant collectedFrom) {

    public DemonstrationSettings {
        if (systems < 10 || systems > 9999) {
            throw new IllegalArgumentException("the number of simulated systems must be 10 to 9999, not " + systems);
        }
    }

    /** Returns an id derived from the settings and the parts. */
    UUID id(String... parts) {
        String name = seed + "/" + collectedFrom + "/" + String.join("/", parts);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
