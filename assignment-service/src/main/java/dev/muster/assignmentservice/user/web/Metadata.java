package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The metadata of every resource of this API. Times in whole seconds, UTC. */
record Metadata(
        String guid,
        String url,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("updated_at") String updatedAt) {

    static Metadata of(String guid, String url, Instant createdAt, Instant updatedAt) {
        return new Metadata(guid, url, seconds(createdAt), seconds(updatedAt));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
