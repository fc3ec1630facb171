package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.user.UserStore;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Beans of the HTTP API for users. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration implements WebMvcConfigurer {

    @Bean
    VisibleUsers visibleUsers(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        return new VisibleUsers(users, organizations, accessScope);
    }

    @Bean
    FilterRegistrationBean<BufferedResponseFilter> bufferedResponseFilter() {
        FilterRegistrationBean<BufferedResponseFilter> filter =
                new FilterRegistrationBean<>(new BufferedResponseFilter());
        filter.addUrlPatterns("/v2/*");
        return filter;
    }

    /** Runs first, so that errors have the headers too. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new UserHeaders()).order(Ordered.HIGHEST_PRECEDENCE);
    }
}
