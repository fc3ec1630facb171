package dev.muster.assignmentservice.security.jwt;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import java.io.IOException;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, fetched from its JWKS address. They are fetched again when they are old, and when a token
 * names one that is not among them; not more often than every {@link #FETCH_EVERY}, whatever tokens name. While the issuer
 * cannot be reached, the keys that are here stay good for {@link #KEEP_IN_OUTAGE}, and a token that names another one
 * cannot be checked.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    static final Duration FETCH_EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FRESH_FOR = Duration.ofMinutes(5);
    private static final Duration KEEP_IN_OUTAGE = Duration.ofMinutes(30);
    private static final int CONNECT_WITHIN_MS = 2_000;
    private static final int READ_WITHIN_MS = 3_000;
    private static final int MAX_BYTES = 256 * 1024;

    private record Fetched(JWKSet keys, Instant at) {}

    private final URL address;
    private final Clock clock;
    private final DefaultResourceRetriever retriever =
            new DefaultResourceRetriever(CONNECT_WITHIN_MS, READ_WITHIN_MS, MAX_BYTES);
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private volatile boolean failing;
    private Instant lastAttempt = Instant.EPOCH;

    IssuerKeys(URL address, Clock clock) {
        this.address = address;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        Fetched known = usable();
        if (known == null || selector.select(known.keys()).isEmpty()) {
            fetching.lock();
            fetch();
        } else if (isOlderThan(FRESH_FOR, known.at()) && fetching.tryLock()) {
            fetch();
        }
        Fetched current = usable();
        List<JWK> found = current == null ? List.of() : selector.select(current.keys());
        if (found.isEmpty() && failing) {
            throw new UncheckableTokenException("the keys of the issuer of signed tokens cannot be fetched");
        }
        return found;
    }

    private @Nullable Fetched usable() {
        Fetched known = fetched;
        return known == null || isOlderThan(KEEP_IN_OUTAGE, known.at()) ? null : known;
    }

    private boolean isOlderThan(Duration age, Instant time) {
        return clock.instant().isAfter(time.plus(age));
    }

    /** Who waited for another's attempt takes what came of it. */
    private void fetch() {
        try {
            if (isOlderThan(FETCH_EVERY, lastAttempt)) {
                JWKSet keys = JWKSet.parse(retriever.retrieveResource(address).getContent());
                fetched = new Fetched(keys, clock.instant());
                lastAttempt = clock.instant();
                failing = false;
            }
        } catch (IOException | ParseException e) {
            lastAttempt = clock.instant();
            failing = true;
            log.warn("the keys of the issuer of signed tokens cannot be fetched: {}", e.toString());
        } finally {
            fetching.unlock();
        }
    }
}
