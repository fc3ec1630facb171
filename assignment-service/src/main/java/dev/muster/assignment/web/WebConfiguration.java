package dev.muster.assignment.web;

import dev.muster.assignment.directory.ChangeDirectory;
import dev.muster.assignment.directory.DirectoryRequests;
import dev.muster.edge.SlowSenders;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What all dialects share. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    /** A body has to fit in memory several times. The largest that is needed, with 64 KiB of properties, is far below. */
    private static final long MAX_BODY_BYTES = 1 << 20;

    private static final int BEHIND_REQUEST_IDS = Ordered.HIGHEST_PRECEDENCE + 1;

    @Bean
    FilterRegistrationBean<RequestIds> requestIds() {
        FilterRegistrationBean<RequestIds> filter = new FilterRegistrationBean<>(new RequestIds());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit() {
        FilterRegistrationBean<BodyLimit> filter = new FilterRegistrationBean<>(new BodyLimit(MAX_BODY_BYTES));
        filter.setOrder(BEHIND_REQUEST_IDS);
        return filter;
    }

    @Bean
    SlowSenders slowSenders() {
        return new SlowSenders();
    }

    @Bean
    DirectoryWrites directoryWrites(ChangeDirectory directory, DirectoryRequests requests, Clock clock) {
        return new DirectoryWrites(directory, requests, clock);
    }

    /** Only made when a request has no handler: by then all routes are known. */
    @Bean
    @Lazy
    DialectsOfRoutes dialectsOfRoutes(
            List<DialectErrors> dialects,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        return new DialectsOfRoutes(dialects, mapping);
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
        registry.addInterceptor(new RequiresInterceptor());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Callers());
    }
}
