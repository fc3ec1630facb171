package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.user.StoredUser;
import dev.muster.assignmentservice.user.User;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A user as the document has it. */
record UserResource(Metadata metadata, Entity entity) {

    /** What is said of a user, besides its id and times. */
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

    static UserResource of(StoredUser kept) {
        User user = kept.user();
        // Ids have no character that a path would need encoded, but for @, : and +, which it may have as they are.
        String url = "/v2/users/" + user.userId();
        String space = defaultSpaceOf(user.userId());
        return new UserResource(
                Metadata.of(user.userId(), url, kept.createdAt(), kept.updatedAt()),
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

    /** There are no spaces here, and the document has one: a name-based UUID, always the same for a user. */
    private static String defaultSpaceOf(String userId) {
        byte[] name = ("default space of " + userId).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }
}
