package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.MembershipCondition;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows organizations and their users, as the Cloud Controller does. Another contract changes organizations. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class CloudOrganizationController {

    private static final String ALL = "/v2/organizations";
    private static final String ONE = ALL + "/{key}";
    private static final String USERS = ONE + "/{relation:users|managers|billing_managers|auditors}";

    private final UserStore users;
    private final VisibleUsers visibleUsers;
    private final ListFilters filters;

    CloudOrganizationController(UserStore users, VisibleUsers visibleUsers, ListFilters filters) {
        this.users = users;
        this.visibleUsers = visibleUsers;
        this.filters = filters;
    }

    @GetMapping({ALL, ALL + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    @Transactional(readOnly = true)
    ListBody<OrganizationResource> list(Caller caller, HttpServletRequest request) {
        ListRequest listRequest = ListRequest.of(request, ListFilters.OF_ORGANIZATIONS, OrganizationResource.ORDERS);
        return ListBody.of(
                ALL,
                listRequest,
                users.organizations(
                        filters.ofOrganizations(caller, listRequest, null),
                        listRequest.toOrganizationOrder(),
                        listRequest.toPageRequest()),
                OrganizationResource::of);
    }

    @GetMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    OrganizationResource get(Caller caller, @PathVariable String key) {
        return OrganizationResource.of(organization(caller, key));
    }

    @GetMapping({USERS, USERS + "/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    ListBody<UserResource> users(
            Caller caller, HttpServletRequest request, @PathVariable String key, @PathVariable String relation) {
        ListRequest listRequest = ListRequest.of(request, ListFilters.OF_USERS, UserResource.ORDERS);
        StoredOrganization organization = organization(caller, key);
        MembershipCondition member =
                new MembershipCondition(Set.of(organization.organization().organizationId()), roleOf(relation));
        return ListBody.of(
                ALL + "/" + organization.organization().uuid() + "/" + relation,
                listRequest,
                users.list(filters.ofUsers(caller, listRequest, member), listRequest.toPageRequest()),
                UserResource::of);
    }

    private StoredOrganization organization(Caller caller, String key) {
        StoredOrganization organization = visibleUsers.findOrganization(caller, key);
        if (organization == null) {
            throw UserError.organizationNotFound(key);
        }
        return organization;
    }

    private static @Nullable MembershipRole roleOf(String relation) {
        return switch (relation) {
            case "managers" -> MembershipRole.MANAGER;
            case "billing_managers" -> MembershipRole.BILLING_MANAGER;
            case "auditors" -> MembershipRole.AUDITOR;
            default -> null;
        };
    }
}
