package dev.muster.ingestservice.agent.web;

import dev.muster.http.FailedLogins;
import dev.muster.http.HttpSupportConfiguration;
import dev.muster.http.SecurityLog;
import dev.muster.ingestservice.credential.SecretVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** HTTP API for agents. Health and metrics need no authentication. */
@Configuration(proxyBeanMethods = false)
@Import(HttpSupportConfiguration.class)
class AgentWebConfiguration {

    /** A manager, not a provider bean: the parent manager would ask that one again after a failure. */
    @Bean
    AuthenticationManager agentAuthenticationManager(SecretVerifier secretVerifier) {
        return new ProviderManager(new AgentAuthentication(secretVerifier));
    }

    /** Stateless: without a session there is nothing that cross-site request forgery could use. */
    @Bean
    SecurityFilterChain agentSecurityFilterChain(
            HttpSecurity http,
            AuthenticationManager agentAuthenticationManager,
            ResponseWriter responses,
            FailedLogins failedLogins,
            SecurityLog securityLog) {
        AgentAuthenticationEntryPoint entryPoint =
                new AgentAuthenticationEntryPoint(responses, failedLogins, securityLog);
        return http.securityMatcher("/api/**", "/collect/**", "/systems/**", "/proxy/**")
                .authenticationManager(agentAuthenticationManager)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic ->
                        basic.authenticationEntryPoint(entryPoint).withObjectPostProcessor(withCredentialsCharset()))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(entryPoint))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static ObjectPostProcessor<BasicAuthenticationFilter> withCredentialsCharset() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BasicAuthenticationFilter> F postProcess(F filter) {
                filter.setCredentialsCharset(AgentAuthentication.CREDENTIALS_CHARSET.name());
                return filter;
            }
        };
    }

    @Bean
    UploadMemory uploadMemory(UploadSettings settings) {
        return new UploadMemory(settings);
    }

    @Bean
    ResponseWriter responseWriter() {
        return new ResponseWriter();
    }
}
