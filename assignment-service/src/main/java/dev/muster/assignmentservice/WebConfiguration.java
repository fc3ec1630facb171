package dev.muster.assignmentservice;

import dev.muster.assignmentservice.directory.DirectoryCommandHandler;
import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.security.web.CallerArgumentResolver;
import dev.muster.assignmentservice.security.web.PermissionInterceptor;
import dev.muster.assignmentservice.web.BodyLimit;
import dev.muster.assignmentservice.web.BoundedJson;
import dev.muster.assignmentservice.web.ErrorFormat;
import dev.muster.assignmentservice.web.ErrorFormatResolver;
import dev.muster.assignmentservice.web.StrictJson;
import dev.muster.http.HttpSupportConfiguration;
import dev.muster.http.LimitSettings;
import dev.muster.http.RateLimit;
import dev.muster.http.SecurityLog;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Wires what all HTTP dialects share. */
@Configuration(proxyBeanMethods = false)
@Import(HttpSupportConfiguration.class)
class WebConfiguration implements WebMvcConfigurer {

    /** A body takes several times its size in memory. The largest valid one, with 64 KiB of properties, is far smaller. */
    private static final long MAX_BODY_BYTES = 1 << 20;

    private static final int AFTER_REQUEST_IDS = Ordered.HIGHEST_PRECEDENCE + 1;

    private final ObjectProvider<PermissionInterceptor> permissions;
    private final List<String> corsOrigins;

    WebConfiguration(
            ObjectProvider<PermissionInterceptor> permissions,
            @Value("${muster.cors.origins}") List<String> corsOrigins) {
        this.permissions = permissions;
        this.corsOrigins = corsOrigins;
    }

    /** Credentials are in headers only, so cookies are not allowed. */
    @Override
    public void addCorsMappings(CorsRegistry registry) {
        if (!corsOrigins.isEmpty()) {
            registry.addMapping("/**")
                    .allowedOrigins(corsOrigins.toArray(String[]::new))
                    .allowedMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
                    .exposedHeaders(
                            "Content-Disposition",
                            "ETag",
                            "Link",
                            "Location",
                            "Retry-After",
                            "Total-Number",
                            "X-Request-ID");
        }
    }

    @Bean
    static PermissionInterceptor permissionInterceptor(SecurityLog log, LimitSettings limits, Clock clock) {
        return new PermissionInterceptor(log, new RateLimit(limits.writes(), clock));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(MAX_BODY_BYTES));
        filter.setOrder(AFTER_REQUEST_IDS);
        return filter;
    }

    @Bean
    DirectoryRequestHandler directoryRequestHandler(
            DirectoryCommandHandler directory, IdempotentRequests requests, Clock clock) {
        return new DirectoryRequestHandler(directory, requests, clock);
    }

    /** Created when a first request has no handler; by then all routes are registered. */
    @Bean
    @Lazy
    ErrorFormatResolver errorFormatResolver(
            List<ErrorFormat> formats,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        return new ErrorFormatResolver(formats, mapping);
    }

    @Bean
    BoundedJson boundedJson() {
        return new BoundedJson();
    }

    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(permissions.getObject());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }
}
