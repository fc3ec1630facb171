package dev.muster.assignmentservice.security;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The issuer whose signed tokens (JWT) are accepted. Issuer, JWKS address and audience are all set, or all empty to accept
 * none.
 *
 * @param issuer the exact value of {@code iss}
 * @param jwksUri the address of the issuer's keys, http or https
 * @param audience a value that {@code aud} has to contain
 * @param algorithms the accepted signature algorithms; only those with a public key
 * @param clockSkew the tolerated difference to the issuer's clock, 0 s to 2 min
 * @param organizationClaim the claim with a key of the caller's organization
 */
public record JwtSettings(
        String issuer,
        String jwksUri,
        String audience,
        Set<String> algorithms,
        Duration clockSkew,
        String organizationClaim) {

    private static final Set<String> PUBLIC_KEY_ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    private static final int MAX_SKEW_S = 120;

    public JwtSettings {
        algorithms = Set.copyOf(algorithms);
        long set = Stream.of(issuer, jwksUri, audience)
                .filter(one -> !one.isBlank())
                .count();
        if (set != 0 && set != 3) {
            throw new IllegalArgumentException(
                    "security.jwt.issuer, .jwks-uri and .audience must be set together, or none of them");
        }
        if (set == 3 && !isHttp(jwksUri)) {
            throw new IllegalArgumentException("security.jwt.jwks-uri must be an http or https address: " + jwksUri);
        }
        if (algorithms.isEmpty() || !PUBLIC_KEY_ALGORITHMS.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "security.jwt.algorithms must be some of " + PUBLIC_KEY_ALGORITHMS + ", not " + algorithms);
        }
        if (clockSkew.isNegative() || clockSkew.toSeconds() > MAX_SKEW_S) {
            throw new IllegalArgumentException("security.jwt.clock-skew must be 0 s to 2 min, not " + clockSkew);
        }
        if (organizationClaim.isBlank()) {
            throw new IllegalArgumentException("security.jwt.organization-claim must not be blank");
        }
    }

    /** Whether any signed tokens are accepted. */
    public boolean isConfigured() {
        return !issuer.isBlank();
    }

    private static boolean isHttp(String address) {
        try {
            String scheme = URI.create(address).getScheme();
            return "http".equals(scheme) || "https".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
