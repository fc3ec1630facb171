package dev.muster.http;

import dev.muster.http.SecurityLog.Event;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Records refused logins, and delays those who fail too often. Only attempts that fail are delayed: good credentials are taken
 * from any address. Thread-safe.
 */
public final class FailedLogins {

    private final RateLimit perIdentity;
    private final RateLimit perAddress;
    private final SecurityLog log;

    public FailedLogins(LimitSettings settings, SecurityLog log, Clock clock) {
        perIdentity = new RateLimit(settings.failedLogins(), clock);
        perAddress = new RateLimit(settings.failedLoginsPerAddress(), clock);
        this.log = log;
    }

    /**
     * Records a login that failed.
     *
     * @param address of the client
     * @param identity what it claims to be: a system id, or the beginning of a token; empty when it claims nothing readable,
     *     which counts for the address only
     * @param actor the identity if it may be logged; null when it is a part of a secret
     * @return 0 when it is answered as usual, else the seconds after which the next attempt may be answered so
     */
    public long record(String address, String identity, @Nullable String actor) {
        long forIdentity = identity.isEmpty() ? 0 : perIdentity.count(address + ' ' + identity);
        long seconds = Math.max(forIdentity, perAddress.count(address));
        log.record(
                seconds == 0 ? Event.LOGIN_REFUSED : Event.LOGIN_DELAYED,
                seconds == 0 ? "credentials_invalid" : "too_many_attempts",
                actor,
                address,
                null);
        return seconds;
    }
}
