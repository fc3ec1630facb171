package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.user.web.UserResource.Metadata;
import java.util.List;

/** An organization in this API. Billing and quotas, which Muster does not have, are false or left out. */
record OrganizationResource(Metadata metadata, Entity entity) {

    /** The orders of lists of organizations. */
    static final List<String> ORDERS = List.of(ListRequest.ORDER_BY_ID, ListRequest.ORDER_BY_NAME);

    /** The status of an active organization. */
    static final String ACTIVE = "active";

    /** The status of an organization that is not active. */
    static final String SUSPENDED = "suspended";

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
                        statusOf(organization),
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

    static String statusOf(Organization organization) {
        return organization.active() ? ACTIVE : SUSPENDED;
    }
}
