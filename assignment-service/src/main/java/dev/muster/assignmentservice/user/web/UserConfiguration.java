package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.user.UserStore;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Beans of the HTTP API for users. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    private static final int AFTER_REQUEST_IDS_AND_LIMITS = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    VisibleUsers visibleUsers(UserStore users, OrganizationStore organizations, AccessScope accessScope) {
        return new VisibleUsers(users, organizations, accessScope);
    }

    @Bean
    ListFilters listFilters(OrganizationStore organizations, AccessScope accessScope) {
        return new ListFilters(organizations, accessScope);
    }

    @Bean
    UserSummaries userSummaries(UserStore users, AccessScope accessScope) {
        return new UserSummaries(users, accessScope);
    }

    /** Runs before the firewall, so that the errors of requests that it rejects have the headers too. */
    @Bean
    FilterRegistrationBean<UserHeaders> userHeaders() {
        FilterRegistrationBean<UserHeaders> filter = new FilterRegistrationBean<>(new UserHeaders());
        filter.addUrlPatterns("/v2/*");
        filter.setOrder(AFTER_REQUEST_IDS_AND_LIMITS);
        return filter;
    }
}
