package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.directory.IdempotentRequests;
import dev.muster.assignmentservice.directory.postgres.PostgresIdempotentRequests;
import dev.muster.assignmentservice.media.ImageStore;
import dev.muster.assignmentservice.media.postgres.PostgresImageStore;
import dev.muster.assignmentservice.organization.OrganizationViews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What HTTP needs of organizations beyond what decides about them. */
@Configuration(proxyBeanMethods = false)
class OrganizationViewsConfiguration {

    @Bean
    OrganizationViews organizationViews(JdbcTemplate jdbc) {
        return new PostgresOrganizationViews(jdbc);
    }

    @Bean
    IdempotentRequests directoryRequests(JdbcTemplate jdbc) {
        return new PostgresIdempotentRequests(jdbc);
    }

    @Bean
    ImageStore imageStore(JdbcTemplate jdbc) {
        return new PostgresImageStore(jdbc);
    }
}
