package dev.muster.assignmentservice;

import dev.muster.assignmentservice.directory.DirectoryAccess;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.AssignmentAccess;
import dev.muster.assignmentservice.security.InvalidTokenException;
import dev.muster.assignmentservice.security.JwtSettings;
import dev.muster.assignmentservice.security.OrganizationTree;
import dev.muster.assignmentservice.security.SecuritySettings;
import dev.muster.assignmentservice.security.SignedTokenVerifier;
import dev.muster.assignmentservice.security.TokenIssuer;
import dev.muster.assignmentservice.security.TokenRevoker;
import dev.muster.assignmentservice.security.TokenStore;
import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.assignmentservice.security.jwt.JwtVerifier;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what decides who may do what. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecuritySettings securitySettings(AssignmentSettings settings) {
        return settings.security();
    }

    @Bean
    DirectoryAccess directoryAccess(OrganizationTree places) {
        return new DirectoryAccess(places);
    }

    @Bean
    AccessScope reach(OrganizationTree places) {
        return new AccessScope(places);
    }

    @Bean
    AssignmentAccess assignmentAccess(OrganizationTree places) {
        return new AssignmentAccess(places);
    }

    @Bean
    SignedTokenVerifier signedTokens(SecuritySettings settings, OrganizationTree places, Clock clock) {
        JwtSettings jwt = settings.jwt();
        if (jwt.isConfigured()) {
            return new JwtVerifier(jwt, places, clock);
        }
        return (token, at) -> {
            throw new InvalidTokenException("no issuer of signed tokens is configured");
        };
    }

    @Bean
    TokenVerifier verifyTokens(TokenStore tokens, SignedTokenVerifier signed, SecuritySettings settings, Clock clock) {
        return new TokenVerifier(tokens, signed, settings.bootstrapHash(), clock);
    }

    @Bean
    TokenIssuer issueTokens(TokenStore tokens, AccessScope reach, Clock clock) {
        return new TokenIssuer(tokens, reach, clock);
    }

    @Bean
    TokenRevoker revokeTokens(TokenStore tokens, AccessScope reach, Clock clock) {
        return new TokenRevoker(tokens, reach, clock);
    }
}
