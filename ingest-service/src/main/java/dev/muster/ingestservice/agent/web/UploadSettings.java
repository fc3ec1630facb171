package dev.muster.ingestservice.agent.web;

import org.springframework.util.unit.DataSize;

/**
 * What agents may upload.
 *
 * @param memory bodies that are worked on at once, together, 10 MB to 1 GB
 */
public record UploadSettings(DataSize memory) {

    /** The largest body. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private static final DataSize MOST = DataSize.ofGigabytes(1);

    public UploadSettings {
        if (memory.toBytes() < MAX_BODY_BYTES || memory.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("muster.uploads.memory must be 10MB to 1GB, not " + memory);
        }
    }
}
