package dev.muster.assignment;

import dev.muster.assignment.access.AssignmentAccess;
import dev.muster.assignment.access.InvalidTokenException;
import dev.muster.assignment.access.IssueTokens;
import dev.muster.assignment.access.JwtSettings;
import dev.muster.assignment.access.Places;
import dev.muster.assignment.access.Reach;
import dev.muster.assignment.access.RevokeTokens;
import dev.muster.assignment.access.SecuritySettings;
import dev.muster.assignment.access.SignedTokens;
import dev.muster.assignment.access.TokenStore;
import dev.muster.assignment.access.VerifyTokens;
import dev.muster.assignment.directory.DirectoryAccess;
import dev.muster.assignment.jwt.JwtVerifier;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what decides who may do what. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    SecuritySettings securitySettings(AssignmentSettings settings) {
        return settings.security();
    }

    @Bean
    DirectoryAccess directoryAccess(Places places) {
        return new DirectoryAccess(places);
    }

    @Bean
    Reach reach(Places places) {
        return new Reach(places);
    }

    @Bean
    AssignmentAccess assignmentAccess(Places places) {
        return new AssignmentAccess(places);
    }

    @Bean
    SignedTokens signedTokens(SecuritySettings settings, Places places, Clock clock) {
        JwtSettings jwt = settings.jwt();
        if (jwt.isConfigured()) {
            return new JwtVerifier(jwt, places, clock);
        }
        return (token, at) -> {
            throw new InvalidTokenException("no issuer of signed tokens is configured");
        };
    }

    @Bean
    VerifyTokens verifyTokens(TokenStore tokens, SignedTokens signed, SecuritySettings settings, Clock clock) {
        return new VerifyTokens(tokens, signed, settings.bootstrapHash(), clock);
    }

    @Bean
    IssueTokens issueTokens(TokenStore tokens, Reach reach, Clock clock) {
        return new IssueTokens(tokens, reach, clock);
    }

    @Bean
    RevokeTokens revokeTokens(TokenStore tokens, Reach reach, Clock clock) {
        return new RevokeTokens(tokens, reach, clock);
    }
}
