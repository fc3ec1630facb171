package dev.muster.assignmentservice.security;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whose signed tokens (JWT) are taken. Issuer, JWKS address and audience are all set or all empty; empty: none are taken.
 *
 * @param issuer what {@code iss} has to be, letter by letter
 * @param jwksUri where the issuer's keys are, http or https
 * @param audience what {@code aud} has to have in it
 * @param algorithms the signatures that are taken; never those with a shared secret, never none
 * @param clockSkew how far the issuer's clock may be off, 0 s to 2 min
 * @param organizationClaim the claim with a key of the caller's organization
 */
public record JwtSettings(
        String issuer,
        String jwksUri,
        String audience,
        Set<String> algorithms,
        Duration clockSkew,
        String organizationClaim) {

    private static final Set<String> KNOWN =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    private static final int MAX_SKEW_S = 120;

    public JwtSettings {
        algorithms = Set.copyOf(algorithms);
        long given = Stream.of(issuer, jwksUri, audience)
                .filter(one -> !one.isBlank())
                .count();
        if (given != 0 && given != 3) {
            throw new IllegalArgumentException(
                    "security.jwt.issuer, .jwks-uri and .audience must be set together, or none of them");
        }
        if (given == 3 && !isHttp(jwksUri)) {
            throw new IllegalArgumentException("security.jwt.jwks-uri must be an http or https address: " + jwksUri);
        }
        if (algorithms.isEmpty() || !KNOWN.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "security.jwt.algorithms must be some of " + KNOWN + ", not " + algorithms);
        }
        if (clockSkew.isNegative() || clockSkew.toSeconds() > MAX_SKEW_S) {
            throw new IllegalArgumentException("security.jwt.clock-skew must be 0 s to 2 min, not " + clockSkew);
        }
        if (organizationClaim.isBlank()) {
            throw new IllegalArgumentException("security.jwt.organization-claim must not be blank");
        }
    }

    /** Whether signed tokens are taken at all. */
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
