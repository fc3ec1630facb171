package dev.muster.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of requests, under {@code muster.limits}. Each is a number per minute, 0 to 1,000,000; 0 is no limit.
 *
 * @param writes of one token; never of agents' reports
 * @param failedLogins of one address that claims one system or one token
 * @param failedLoginsPerAddress of one address, whatever it claims
 */
@ConfigurationProperties("muster.limits")
public record LimitSettings(
        @DefaultValue("0") int writes,
        @DefaultValue("10") int failedLogins,
        @DefaultValue("100") int failedLoginsPerAddress) {

    private static final int MAX = 1_000_000;

    public LimitSettings {
        require("muster.limits.writes", writes);
        require("muster.limits.failed-logins", failedLogins);
        require("muster.limits.failed-logins-per-address", failedLoginsPerAddress);
    }

    private static void require(String name, int value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException(name + " must be 0 to " + MAX + ", not " + value);
        }
    }
}
