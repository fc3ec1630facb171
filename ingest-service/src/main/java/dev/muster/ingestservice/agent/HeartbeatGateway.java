package dev.muster.ingestservice.agent;

import java.time.Instant;

/** Publishes signs of life to the topic of heartbeats. */
public interface HeartbeatGateway {

    /**
     * Publishes a sign of life, and returns when all in-sync replicas have acknowledged it.
     *
     * @return the broker's time of it
     * @throws ReportNotAcknowledgedException when it may or may not have been published: publish another one
     */
    Instant publishHeartbeat(String systemId);
}
