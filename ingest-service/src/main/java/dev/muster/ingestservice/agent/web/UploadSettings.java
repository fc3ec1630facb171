package dev.muster.ingestservice.agent.web;

import org.springframework.util.unit.DataSize;

/**
 * Settings of uploads by agents.
 *
 * @param memory memory for all concurrent uploads, 10 MB to 1 GB
 */
public record UploadSettings(DataSize memory) {

    /** Maximum size of a request body in bytes. */
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

    private static final DataSize MAX_MEMORY = DataSize.ofGigabytes(1);

    public UploadSettings {
        if (memory.toBytes() < MAX_BODY_BYTES || memory.compareTo(MAX_MEMORY) > 0) {
            throw new IllegalArgumentException("muster.uploads.memory must be 10MB to 1GB, not " + memory);
        }
    }
}
