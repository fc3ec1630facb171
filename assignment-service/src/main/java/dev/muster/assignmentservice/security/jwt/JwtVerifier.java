package dev.muster.assignmentservice.security.jwt;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.JwtSettings;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.SignedTokenVerifier;
import dev.muster.assignmentservice.security.UncheckableTokenException;
import dev.muster.text.Utf8;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens of one issuer: the signature by one of its keys with an allowed algorithm, the type, issuer, audience
 * and times. A token without an expiry is invalid.
 */
public final class JwtVerifier implements SignedTokenVerifier {

    private final NimbusJwtDecoder decoder;
    private final CallerClaims claims;
    private final Duration clockSkew;

    /** The settings have to be configured. */
    public JwtVerifier(JwtSettings settings, OrganizationTree tree) {
        decoder = new NimbusJwtDecoder(processor(settings, new IssuerKeys(url(settings.jwksUri()))));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(settings.issuer()), new JwtAudienceValidator(settings.audience())));
        clockSkew = settings.clockSkew();
        claims = new CallerClaims(tree, settings.organizationClaim());
    }

    @Override
    public Caller verify(String token, Instant at) throws InvalidTokenException {
        requireUtf8(token);
        Jwt decoded = decode(token);
        if (times(at).validate(decoded).hasErrors()) {
            throw invalidToken();
        }
        return claims.caller(decoded.getClaims());
    }

    /** Libraries replace malformed UTF-8 with U+FFFD, so that two subjects could become equal. */
    private static void requireUtf8(String token) throws InvalidTokenException {
        String[] parts = token.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            try {
                if (!Utf8.isValid(Base64.getUrlDecoder().decode(parts[i]))) {
                    throw invalidToken();
                }
            } catch (IllegalArgumentException e) {
                throw invalidToken();
            }
        }
    }

    private Jwt decode(String token) throws InvalidTokenException {
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof UncheckableTokenException uncheckable) {
                    throw uncheckable;
                }
            }
            throw invalidToken();
        }
    }

    private static InvalidTokenException invalidToken() {
        return new InvalidTokenException("it is not a good token of the issuer");
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JwtSettings settings, IssuerKeys keys) {
        Set<JWSAlgorithm> algorithms =
                settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toUnmodifiableSet());
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        // RFC 9068 defines at+jwt for access tokens; most issuers use JWT, some no type.
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        // The validators of the decoder check the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        return processor;
    }

    private JwtTimestampValidator times(Instant at) {
        JwtTimestampValidator times = new JwtTimestampValidator(clockSkew);
        times.setClock(Clock.fixed(at, ZoneOffset.UTC));
        times.setAllowEmptyExpiryClaim(false);
        return times;
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("security.jwt.jwks-uri is not an address: " + address, e);
        }
    }
}
