package dev.muster.assignment.web.users;

import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.directory.UserStore;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What the controllers of this dialect need. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration implements WebMvcConfigurer {

    @Bean
    ReachableUsers reachableUsers(UserStore users, OrganizationStore organizations, Reach reach) {
        return new ReachableUsers(users, organizations, reach);
    }

    @Bean
    FilterRegistrationBean<WholeAnswers> wholeAnswers() {
        FilterRegistrationBean<WholeAnswers> filter = new FilterRegistrationBean<>(new WholeAnswers());
        filter.addUrlPatterns("/v2/*");
        return filter;
    }

    /** Before anything is refused. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new UserHeaders()).order(Ordered.HIGHEST_PRECEDENCE);
    }
}
