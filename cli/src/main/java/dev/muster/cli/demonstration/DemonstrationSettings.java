package dev.muster.cli.demonstration;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What the demonstration is made from: all of it follows from these three, except for what this host truly runs.
 *
 * @param systems how many simulated systems, 10 to 9999
 * @param collectedFrom the time of the first report
 */
public record DemonstrationSettings(int systems, long seed, Instant collectedFrom) {

    public DemonstrationSettings {
        if (systems < 10 || systems > 9999) {
            throw new IllegalArgumentException("the simulated fleet has 10 to 9999 systems, not " + systems);
        }
    }

    /** An id that is the same whenever the settings and the parts are. */
    UUID id(String... parts) {
        String name = seed + "/" + collectedFrom + "/" + String.join("/", parts);
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
