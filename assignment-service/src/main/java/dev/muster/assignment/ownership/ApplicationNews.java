package dev.muster.assignment.ownership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That something happened to an application. What, inventory's view says; that may be newer.
 *
 * @param forgottenAt when inventory told that it had forgotten the application, which may be there again by now; null
 *     when it told something else
 */
public record ApplicationNews(
        String applicationId, @Nullable Instant forgottenAt) {}
