package dev.muster.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * What the HTTP server of a service has: ids of requests, protection against slow clients, the security log and
 * limits of logins.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class HttpSupportConfiguration {

    @Bean
    SlowClientProtection slowClientProtection() {
        return new SlowClientProtection();
    }

    @Bean
    FilterRegistrationBean<RequestIdFilter> requestIds() {
        FilterRegistrationBean<RequestIdFilter> filter = new FilterRegistrationBean<>(new RequestIdFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
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
