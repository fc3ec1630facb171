package dev.muster.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the HTTP server of a service has: protection against slow clients, the security log and limits of logins. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class HttpSupportConfiguration {

    @Bean
    SlowClientProtection slowClientProtection() {
        return new SlowClientProtection();
    }

    @Bean
    RequestPaths requestPaths() {
        return new RequestPaths();
    }

    @Bean
    SecurityLog securityLog(MeterRegistry registry, Clock clock) {
        return new SecurityLog(registry, clock);
    }

    @Bean
    FailedLogins failedLogins(LimitSettings settings, SecurityLog log, Clock clock) {
        return new FailedLogins(settings, log, clock);
    }
}
