package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.user.UserStore;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.ContentCachingResponseWrapper;

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

    /** Buffers responses to set Content-Length, as in the contract document. The longest is a page of 100 resources. */
    static final class BufferedResponseFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            ContentCachingResponseWrapper buffered = new ContentCachingResponseWrapper(response);
            chain.doFilter(request, buffered);
            buffered.copyBodyToResponse();
        }
    }
}
