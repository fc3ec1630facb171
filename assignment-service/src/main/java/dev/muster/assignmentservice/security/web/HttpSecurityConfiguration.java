package dev.muster.assignmentservice.security.web;

import dev.muster.assignmentservice.security.TokenVerifier;
import dev.muster.http.FailedLogins;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Configures Spring Security for all routes: its firewall, its response headers (no sniffing, no framing, no caching) and
 * {@link AuthenticationFilter}. Authorization is left to {@link PermissionInterceptor}, since each dialect has its own
 * error format.
 */
@Configuration(proxyBeanMethods = false)
class HttpSecurityConfiguration {

    @Bean
    HttpFirewall httpFirewall() {
        return new Utf8Firewall();
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors) {
        return new FirewallErrorHandler(errors);
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, TokenVerifier tokens, FailedLogins failedLogins)
            throws Exception {
        return http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // Credentials are never in cookies, so CSRF is not possible.
                .csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new AuthenticationFilter(tokens, failedLogins), AnonymousAuthenticationFilter.class)
                .build();
    }

    /**
     * Answers requests that Spring Security's firewall rejects (ambiguous paths, control characters, unknown methods). They
     * have no route, so the default error format is used.
     */
    private static final class FirewallErrorHandler implements RequestRejectedHandler {

        private final HandlerExceptionResolver errors;

        FirewallErrorHandler(HandlerExceptionResolver errors) {
            this.errors = errors;
        }

        @Override
        public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
                throws IOException {
            if (errors.resolveException(request, response, null, rejected) == null) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            }
        }
    }
}
