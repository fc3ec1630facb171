package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.user.Membership;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.MembershipCondition;
import dev.muster.assignmentservice.user.UserStore.OrganizationFilter;
import dev.muster.assignmentservice.user.UserStore.OrganizationOrder;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.user.UserStore.UserFilter;
import dev.muster.assignmentservice.user.web.UserResource.Metadata;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Summaries of users: their organizations by role. Muster has no spaces. A list has at most {@value #MAX} items. */
final class UserSummaries {

    private static final int MAX = 100;

    record Summary(SummaryMetadata metadata, Entity entity) {}

    /** Metadata without a URL, as in the Cloud Controller's summaries. */
    record SummaryMetadata(
            String guid,
            @JsonProperty("created_at") String createdAt,
            @JsonProperty("updated_at") String updatedAt) {

        static SummaryMetadata of(Metadata metadata) {
            return new SummaryMetadata(metadata.guid(), metadata.createdAt(), metadata.updatedAt());
        }
    }

    /** The organizations of a user by role; the lists of spaces are empty. */
    record Entity(
            List<Organization> organizations,
            @JsonProperty("managed_organizations") List<Organization> managedOrganizations,

            @JsonProperty("billing_managed_organizations") List<Organization> billingManagedOrganizations,

            @JsonProperty("audited_organizations") List<Organization> auditedOrganizations,
            List<Object> spaces,
            @JsonProperty("managed_spaces") List<Object> managedSpaces,
            @JsonProperty("audited_spaces") List<Object> auditedSpaces) {}

    record Organization(SummaryMetadata metadata, OrganizationEntity entity) {}

    record OrganizationEntity(
            String name,
            @JsonProperty("billing_enabled") boolean billingEnabled,
            String status,
            List<Object> spaces,
            List<ManagingUser> managers) {}

    record ManagingUser(SummaryMetadata metadata, ManagingUserEntity entity) {}

    record ManagingUserEntity(
            boolean admin,
            boolean active,
            @JsonProperty("default_space_guid") String defaultSpaceGuid) {}

    private final UserStore users;
    private final AccessScope accessScope;

    UserSummaries(UserStore users, AccessScope accessScope) {
        this.users = users;
        this.accessScope = accessScope;
    }

    /** The summary of a visible user, with the organizations in the caller's access scope. */
    Summary of(Caller caller, StoredUser user) {
        return new Summary(
                SummaryMetadata.of(UserResource.of(user).metadata()),
                new Entity(
                        organizations(caller, user, null),
                        organizations(caller, user, MembershipRole.MANAGER),
                        organizations(caller, user, MembershipRole.BILLING_MANAGER),
                        organizations(caller, user, MembershipRole.AUDITOR),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private List<Organization> organizations(Caller caller, StoredUser user, @Nullable MembershipRole role) {
        OrganizationFilter filter = new OrganizationFilter(
                accessScope.organizationIds(caller),
                null,
                null,
                List.of(new MembershipCondition(Set.of(user.user().userId()), role)));
        Page<StoredOrganization> page =
                users.organizations(filter, OrganizationOrder.CREATED, new PageRequest(false, 0, MAX));
        Map<String, List<ManagingUser>> managers = managers(page.items().stream()
                .map(one -> one.organization().organizationId())
                .collect(Collectors.toSet()));
        return page.items().stream()
                .map(one -> organization(
                        one, managers.getOrDefault(one.organization().organizationId(), List.of())))
                .toList();
    }

    private static Organization organization(StoredOrganization stored, List<ManagingUser> managers) {
        OrganizationResource resource = OrganizationResource.of(stored);
        return new Organization(
                SummaryMetadata.of(resource.metadata()),
                new OrganizationEntity(
                        resource.entity().name(),
                        resource.entity().billingEnabled(),
                        resource.entity().status(),
                        List.of(),
                        managers));
    }

    /** The managers of the organizations, by the ids of these. */
    private Map<String, List<ManagingUser>> managers(Set<String> organizationIds) {
        List<Membership> memberships = users.findMemberships(organizationIds, MembershipRole.MANAGER);
        Map<String, ManagingUser> byId = new HashMap<>();
        UserFilter managing =
                new UserFilter(null, List.of(new MembershipCondition(organizationIds, MembershipRole.MANAGER)));
        users.list(managing, new PageRequest(false, 0, MAX))
                .items()
                .forEach(one -> byId.put(one.user().userId(), manager(one)));
        return memberships.stream()
                .filter(one -> byId.containsKey(one.userId()))
                .collect(Collectors.groupingBy(
                        Membership::organizationId,
                        Collectors.mapping(
                                one -> Objects.requireNonNull(byId.get(one.userId())), Collectors.toList())));
    }

    private static ManagingUser manager(StoredUser stored) {
        return new ManagingUser(
                SummaryMetadata.of(UserResource.of(stored).metadata()),
                new ManagingUserEntity(
                        stored.user().admin(), stored.user().active(), UserResource.defaultSpaceOf(stored)));
    }
}
