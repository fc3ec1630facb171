package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.user.web.UserResource.Metadata;

/** An organization in this API. Billing and quotas, which Muster does not have, are false or left out. */
record OrganizationResource(Metadata metadata, Entity entity) {

    /** The attributes of an organization. */
    record Entity(
            String name,
            @JsonProperty("billing_enabled") boolean billingEnabled,
            String status,
            @JsonProperty("spaces_url") String spacesUrl,
            @JsonProperty("domains_url") String domainsUrl,
            @JsonProperty("private_domains_url") String privateDomainsUrl,
            @JsonProperty("users_url") String usersUrl,
            @JsonProperty("managers_url") String managersUrl,
            @JsonProperty("billing_managers_url") String billingManagersUrl,
            @JsonProperty("auditors_url") String auditorsUrl,
            @JsonProperty("app_events_url") String appEventsUrl,
            @JsonProperty("space_quota_definitions_url") String spaceQuotaDefinitionsUrl) {}

    static OrganizationResource of(StoredOrganization stored) {
        Organization organization = stored.organization();
        String guid = organization.uuid().toString();
        String url = "/v2/organizations/" + guid;
        return new OrganizationResource(
                Metadata.of(guid, url, stored.createdAt(), stored.updatedAt()),
                new Entity(
                        organization.name(),
                        false,
                        organization.active() ? "active" : "suspended",
                        url + "/spaces",
                        url + "/domains",
                        url + "/private_domains",
                        url + "/users",
                        url + "/managers",
                        url + "/billing_managers",
                        url + "/auditors",
                        url + "/app_events",
                        url + "/space_quota_definitions"));
    }
}
