package dev.muster.benchmarks.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A snapshot of one system.
 *
 * @param system its number in the fleet
 */
public record Report(int system, String systemId, UUID reportId, Instant collectedAt, List<Application> applications) {}
