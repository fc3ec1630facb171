package dev.muster.ingest.web;

import dev.muster.ingest.inventory.VerifySecret;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** What this service serves to agents. Health and metrics stay open: whoever reaches the port may see them. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    @Bean
    AuthenticationProvider systemAuthentication(VerifySecret verifySecret) {
        return new SystemAuthentication(verifySecret);
    }

    /** Nothing is kept between requests, so there is no session and nothing that a foreign page could ride on. */
    @Bean
    SecurityFilterChain agents(HttpSecurity http, AuthenticationProvider systems, AnswerWriter answers) {
        NotAuthenticated notAuthenticated = new NotAuthenticated(answers);
        return http.securityMatcher("/api/**")
                .authenticationProvider(systems)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .httpBasic(basic -> basic.authenticationEntryPoint(notAuthenticated))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(notAuthenticated))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    UploadMemory uploadMemory(UploadSettings settings) {
        return new UploadMemory(settings);
    }

    @Bean
    AnswerWriter answerWriter() {
        return new AnswerWriter();
    }
}
