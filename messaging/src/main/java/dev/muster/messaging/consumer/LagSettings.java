package dev.muster.messaging.consumer;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a consumer lag is reported as a problem.
 *
 * @param maxAge the maximum age of the oldest unread record, 1 s to 7 d
 */
@ConfigurationProperties("muster.lag")
public record LagSettings(@DefaultValue("10m") Duration maxAge) {

    public LagSettings {
        if (maxAge.toMillis() < 1_000 || maxAge.toDays() > 7) {
            throw new IllegalArgumentException("muster.lag.max-age must be 1 s to 7 d, not " + maxAge);
        }
    }
}
