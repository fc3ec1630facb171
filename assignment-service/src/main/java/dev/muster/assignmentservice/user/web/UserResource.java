package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A user as in the contract document. */
record UserResource(Metadata metadata, Entity entity) {

    /** The orders of lists of users. */
    static final List<String> ORDERS = List.of(ListRequest.ORDER_BY_ID);

    /** The attributes of a user. */
    record Entity(
            boolean admin,
            boolean active,
            @JsonProperty("default_space_guid") String defaultSpaceGuid,
            @JsonProperty("default_space_url") String defaultSpaceUrl,
            @JsonProperty("spaces_url") String spacesUrl,
            @JsonProperty("organizations_url") String organizationsUrl,
            @JsonProperty("managed_organizations_url") String managedOrganizationsUrl,

            @JsonProperty("billing_managed_organizations_url")
            String billingManagedOrganizationsUrl,

            @JsonProperty("audited_organizations_url") String auditedOrganizationsUrl,
            @JsonProperty("managed_spaces_url") String managedSpacesUrl,
            @JsonProperty("audited_spaces_url") String auditedSpacesUrl) {}

    static UserResource of(StoredUser stored) {
        User user = stored.user();
        // All characters of ids are allowed in paths without encoding.
        String url = "/v2/users/" + user.userId();
        String space = defaultSpaceOf(stored);
        return new UserResource(
                Metadata.of(user.userId(), url, stored.createdAt(), stored.updatedAt()),
                new Entity(
                        user.admin(),
                        user.active(),
                        space,
                        "/v2/spaces/" + space,
                        url + "/spaces",
                        url + "/organizations",
                        url + "/managed_organizations",
                        url + "/billing_managed_organizations",
                        url + "/audited_organizations",
                        url + "/managed_spaces",
                        url + "/audited_spaces"));
    }

    /** What a client has set. Else a name-based UUID, always the same for a user: the contract needs one. */
    static String defaultSpaceOf(StoredUser stored) {
        String given = stored.defaultSpaceId();
        if (given != null) {
            return given;
        }
        byte[] name = ("default space of " + stored.user().userId()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    /** The metadata of every resource of this API. Times in whole seconds, UTC. */
    record Metadata(
            String guid,
            String url,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt) {

        static Metadata of(String guid, String url, Instant createdAt, Instant updatedAt) {
            return new Metadata(guid, url, seconds(createdAt), seconds(updatedAt));
        }

        private static String seconds(Instant time) {
            return time.truncatedTo(ChronoUnit.SECONDS).toString();
        }
    }
}
