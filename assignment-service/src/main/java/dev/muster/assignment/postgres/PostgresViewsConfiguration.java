package dev.muster.assignment.postgres;

import dev.muster.assignment.directory.DirectoryRequests;
import dev.muster.assignment.directory.OrganizationViews;
import dev.muster.assignment.media.ImageStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What HTTP needs of organizations beyond what decides about them. */
@Configuration(proxyBeanMethods = false)
class PostgresViewsConfiguration {

    @Bean
    OrganizationViews organizationViews(JdbcTemplate jdbc) {
        return new PostgresOrganizationViews(jdbc);
    }

    @Bean
    DirectoryRequests directoryRequests(JdbcTemplate jdbc) {
        return new PostgresDirectoryRequests(jdbc);
    }

    @Bean
    ImageStore imageStore(JdbcTemplate jdbc) {
        return new PostgresImageStore(jdbc);
    }
}
