package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.UserStore.MembershipCondition;
import dev.muster.assignmentservice.user.UserStore.OrganizationFilter;
import dev.muster.assignmentservice.user.UserStore.UserFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates the filters of lists. Muster has no spaces, so nothing matches a filter by a space. */
final class ListFilters {

    /** The filters of lists of organizations. */
    static final List<String> OF_ORGANIZATIONS = List.of(
            "name", "status", "space_guid", "user_guid", "manager_guid", "billing_manager_guid", "auditor_guid");

    /** The filters of lists of users. */
    static final List<String> OF_USERS = List.of(
            "space_guid",
            "organization_guid",
            "managed_organization_guid",
            "billing_managed_organization_guid",
            "audited_organization_guid",
            "managed_space_guid",
            "audited_space_guid");

    private final OrganizationStore organizations;
    private final AccessScope accessScope;

    ListFilters(OrganizationStore organizations, AccessScope accessScope) {
        this.organizations = organizations;
        this.accessScope = accessScope;
    }

    /** The filter for organizations; {@code path} is the condition of the path of the list, null for none. */
    OrganizationFilter ofOrganizations(Caller caller, ListRequest request, @Nullable MembershipCondition path) {
        List<MembershipCondition> conditions = conditions(path);
        request.filters().forEach((key, values) -> {
            if (!key.equals("name") && !key.equals("status")) {
                conditions.add(ofOrganizations(key, values));
            }
        });
        Set<String> statuses = request.filters().get("status");
        boolean active = statuses == null || statuses.contains(OrganizationResource.ACTIVE);
        boolean suspended = statuses == null || statuses.contains(OrganizationResource.SUSPENDED);
        if (!active && !suspended) {
            conditions.add(MembershipCondition.NEVER);
        }
        return new OrganizationFilter(
                accessScope.organizationIds(caller),
                request.filters().get("name"),
                active == suspended ? null : active,
                conditions);
    }

    private static MembershipCondition ofOrganizations(String key, Set<String> userIds) {
        return switch (key) {
            case "user_guid" -> new MembershipCondition(userIds, null);
            case "manager_guid" -> new MembershipCondition(userIds, MembershipRole.MANAGER);
            case "billing_manager_guid" -> new MembershipCondition(userIds, MembershipRole.BILLING_MANAGER);
            case "auditor_guid" -> new MembershipCondition(userIds, MembershipRole.AUDITOR);
            default -> MembershipCondition.NEVER;
        };
    }

    /** The filter for users; {@code path} is the condition of the path of the list, null for none. */
    UserFilter ofUsers(Caller caller, ListRequest request, @Nullable MembershipCondition path) {
        List<MembershipCondition> conditions = conditions(path);
        request.filters().forEach((key, values) -> conditions.add(ofUsers(caller, key, values)));
        return new UserFilter(accessScope.organizationIds(caller), conditions);
    }

    private MembershipCondition ofUsers(Caller caller, String key, Set<String> organizationKeys) {
        return switch (key) {
            case "organization_guid" -> new MembershipCondition(organizationIds(caller, organizationKeys), null);
            case "managed_organization_guid" ->
                new MembershipCondition(organizationIds(caller, organizationKeys), MembershipRole.MANAGER);
            case "billing_managed_organization_guid" ->
                new MembershipCondition(organizationIds(caller, organizationKeys), MembershipRole.BILLING_MANAGER);
            case "audited_organization_guid" ->
                new MembershipCondition(organizationIds(caller, organizationKeys), MembershipRole.AUDITOR);
            default -> MembershipCondition.NEVER;
        };
    }

    private static List<MembershipCondition> conditions(@Nullable MembershipCondition path) {
        return path == null ? new ArrayList<>() : new ArrayList<>(List.of(path));
    }

    /** The ids of the organizations that exist and are in the access scope. */
    private Set<String> organizationIds(Caller caller, Set<String> keys) {
        return keys.stream()
                .map(organizations::findByKey)
                .filter(Objects::nonNull)
                .map(StoredOrganization::organization)
                .map(organization -> organization.organizationId())
                .filter(id -> accessScope.includes(caller, id))
                .collect(Collectors.toSet());
    }
}
