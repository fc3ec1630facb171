package dev.muster.assignmentservice.association.web;

import dev.muster.assignmentservice.association.AssociationStore;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.web.PublicUrls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans of the HTTP API for associations. */
@Configuration(proxyBeanMethods = false)
class AssociationConfiguration {

    @Bean
    PageLinks pageLinks(PublicUrls urls) {
        return new PageLinks(urls);
    }

    @Bean
    AssociatedOrganizationBodyWriter associatedOrganizationBodyWriter(
            PublicUrls urls, @Value("${muster.tenant-id}") String tenantId) {
        return new AssociatedOrganizationBodyWriter(new TenantId(tenantId), urls);
    }

    @Bean
    VisibleApplications visibleApplications(
            OrganizationStore organizations, AssociationStore associations, AccessScope accessScope) {
        return new VisibleApplications(organizations, associations, accessScope);
    }
}
