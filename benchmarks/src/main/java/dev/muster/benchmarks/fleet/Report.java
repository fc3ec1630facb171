package dev.muster.benchmarks.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A snapshot of one system. */
public record Report(String systemId, UUID reportId, Instant collectedAt, List<Application> applications) {}
