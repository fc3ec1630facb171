package dev.muster.assignment.web.associations;

import dev.muster.assignment.access.Reach;
import dev.muster.assignment.directory.AssociationStore;
import dev.muster.assignment.directory.OrganizationStore;
import dev.muster.assignment.web.PublicUrls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the controllers of this dialect need. */
@Configuration(proxyBeanMethods = false)
class AssociationConfiguration {

    @Bean
    PageLinks pageLinks(PublicUrls urls) {
        return new PageLinks(urls);
    }

    @Bean
    OrganizationAnswers organizationAnswers(PublicUrls urls, @Value("${muster.tenant-id}") String tenantId) {
        return new OrganizationAnswers(new TenantId(tenantId), urls);
    }

    @Bean
    ReachableApplications reachableApplications(
            OrganizationStore organizations, AssociationStore associations, Reach reach) {
        return new ReachableApplications(organizations, associations, reach);
    }
}
