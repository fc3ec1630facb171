package dev.muster.assignmentservice.security.jwt;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's public keys, cached from its JWKS address. They are fetched again shortly before they expire, and when a
 * token names an unknown key; at most twice in {@link #FETCH_INTERVAL}, whatever tokens name. While the issuer cannot be
 * reached, cached keys stay valid for {@link #OUTAGE_TOLERANCE}, and a token that names an unknown key cannot be checked.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FETCH_INTERVAL = Duration.ofSeconds(2);
    private static final Duration TIME_TO_LIVE = Duration.ofMinutes(5);
    private static final Duration REFRESH_AHEAD = Duration.ofSeconds(30);
    private static final Duration REFRESH_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration OUTAGE_TOLERANCE = Duration.ofMinutes(30);
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 3_000;
    private static final int MAX_BYTES = 256 * 1024;

    private final JWKSource<SecurityContext> source;
    private volatile boolean failing;

    IssuerKeys(URL address) {
        source = JWKSourceBuilder.create(new MonitoredSource(address))
                .cache(TIME_TO_LIVE.toMillis(), REFRESH_TIMEOUT.toMillis())
                .refreshAheadCache(REFRESH_AHEAD.toMillis(), false)
                .rateLimited(FETCH_INTERVAL.toMillis())
                .outageTolerant(OUTAGE_TOLERANCE.toMillis())
                .build();
    }

    /**
     * The keys that match; empty when the issuer has none.
     *
     * @throws UncheckableTokenException when the issuer cannot be reached and no cached key matches
     */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        List<JWK> found = find(selector, context);
        if (found.isEmpty() && failing) {
            throw unreachable();
        }
        return found;
    }

    private List<JWK> find(JWKSelector selector, @Nullable SecurityContext context) {
        try {
            return source.get(selector, context);
        } catch (RateLimitReachedException e) {
            return List.of();
        } catch (KeySourceException e) {
            throw unreachable();
        }
    }

    private static UncheckableTokenException unreachable() {
        return new UncheckableTokenException("the keys of the issuer of signed tokens cannot be fetched");
    }

    /** Remembers whether the last fetch failed: the sources around it hide that behind cached keys. */
    private final class MonitoredSource extends URLBasedJWKSetSource<SecurityContext> {

        MonitoredSource(URL address) {
            super(address, new DefaultResourceRetriever(CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS, MAX_BYTES));
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long currentTimeMs, @Nullable SecurityContext context)
                throws KeySourceException {
            try {
                JWKSet keys = super.getJWKSet(refresh, currentTimeMs, context);
                failing = false;
                return keys;
            } catch (KeySourceException e) {
                failing = true;
                log.warn("cannot fetch the keys of the issuer of signed tokens cause={}", e.toString());
                throw e;
            }
        }
    }
}
