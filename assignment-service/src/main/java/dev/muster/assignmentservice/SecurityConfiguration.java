package dev.muster.assignmentservice;

import dev.muster.assignmentservice.directory.DirectoryAccess;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApiToken;
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
import dev.muster.http.SecurityLog;
import dev.muster.http.SecurityLog.Event;
import java.time.Clock;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Wires authentication and access control. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecuritySettings securitySettings(AssignmentSettings settings) {
        return settings.security();
    }

    @Bean
    DirectoryAccess directoryAccess(OrganizationTree tree) {
        return new DirectoryAccess(tree);
    }

    @Bean
    AccessScope accessScope(OrganizationTree tree) {
        return new AccessScope(tree);
    }

    @Bean
    AssignmentAccess assignmentAccess(OrganizationTree tree) {
        return new AssignmentAccess(tree);
    }

    @Bean
    SignedTokenVerifier signedTokenVerifier(SecuritySettings settings, OrganizationTree tree) {
        JwtSettings jwt = settings.jwt();
        if (jwt.isConfigured()) {
            return new JwtVerifier(jwt, tree);
        }
        return (token, at) -> {
            throw new InvalidTokenException("no issuer of signed tokens is configured");
        };
    }

    @Bean
    TokenVerifier tokenVerifier(
            TokenStore tokens, SignedTokenVerifier signed, SecuritySettings settings, SecurityLog log, Clock clock) {
        return new TokenVerifier(tokens, signed, settings.bootstrapHash(), token -> recordFirstUse(log, token), clock);
    }

    /** Without a request, the token came with a command on Kafka. */
    private static void recordFirstUse(SecurityLog log, ApiToken token) {
        String address = RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? current.getRequest().getRemoteAddr()
                : null;
        log.record(
                Event.TOKEN_FIRST_USED,
                address == null ? "by_command" : "by_request",
                token.subject(),
                address,
                token.tokenId().toString());
    }

    @Bean
    TokenIssuer tokenIssuer(TokenStore tokens, AccessScope scope, Clock clock) {
        return new TokenIssuer(tokens, scope, clock);
    }

    @Bean
    TokenRevoker tokenRevoker(TokenStore tokens, AccessScope scope, Clock clock) {
        return new TokenRevoker(tokens, scope, clock);
    }
}
