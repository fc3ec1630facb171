package dev.muster.ingestservice.agent.web;

import dev.muster.http.SlowClientProtection;
import dev.muster.ingestservice.credential.SecretVerifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** What this service serves to agents. Health and metrics stay open: whoever reaches the port may see them. */
@Configuration(proxyBeanMethods = false)
class AgentWebConfiguration {

    /** The manager itself: a provider that is a bean is also the parent's, which asks it again when it says no. */
    @Bean
    AuthenticationManager systems(SecretVerifier verifySecret) {
        return new ProviderManager(new AgentAuthentication(verifySecret));
    }

    /** Nothing is kept between requests, so there is no session and nothing that a foreign page could ride on. */
    @Bean
    SecurityFilterChain agents(HttpSecurity http, AuthenticationManager systems, ResponseWriter answers) {
        AgentAuthenticationEntryPoint notAuthenticated = new AgentAuthenticationEntryPoint(answers);
        return http.securityMatcher("/api/**")
                .authenticationManager(systems)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic ->
                        basic.authenticationEntryPoint(notAuthenticated).withObjectPostProcessor(undecoded()))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(notAuthenticated))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static ObjectPostProcessor<BasicAuthenticationFilter> undecoded() {
        return new ObjectPostProcessor<>() {
            @Override
            public <F extends BasicAuthenticationFilter> F postProcess(F filter) {
                filter.setCredentialsCharset(AgentAuthentication.CREDENTIALS_CHARSET.name());
                return filter;
            }
        };
    }

    @Bean
    SlowClientProtection slowSenders() {
        return new SlowClientProtection();
    }

    @Bean
    UploadMemory uploadMemory(UploadSettings settings) {
        return new UploadMemory(settings);
    }

    @Bean
    ResponseWriter answerWriter() {
        return new ResponseWriter();
    }
}
