package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.directory.DirectoryOutcome;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.organization.DeleteOrganization;
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
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows and deletes organizations, and shows their users, as the Cloud Controller does. Another contract changes them. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class CloudOrganizationController {

    private static final String ALL = "/v2/organizations";
    private static final String ONE = ALL + "/{key}";
    private static final String USERS = ONE + "/{relation:users|managers|billing_managers|auditors}";

    private final UserStore users;
    private final VisibleUsers visibleUsers;
    private final ListFilters filters;
    private final DirectoryRequestHandler requestHandler;

    CloudOrganizationController(
            UserStore users, VisibleUsers visibleUsers, ListFilters filters, DirectoryRequestHandler requestHandler) {
        this.users = users;
        this.visibleUsers = visibleUsers;
        this.filters = filters;
        this.requestHandler = requestHandler;
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

    /**
     * Deletes the organization. {@code recursive} and {@code async} may be given, and change nothing: what belongs to an
     * organization always ends with it, in the background, and the organizations below it never do. A repeat with an
     * idempotency key has the same response, although it is gone.
     */
    @DeleteMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    @Transactional
    ResponseEntity<Void> delete(Caller caller, HttpServletRequest request, @PathVariable String key) {
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        String hash = RequestHash.of(caller, request, "");
        if (write.completedSubject(hash) == null) {
            String id = organization(caller, key).organization().organizationId();
            DirectoryOutcome outcome = write.apply(new DeleteOrganization(id), hash);
            if (outcome.status() == Status.REJECTED) {
                throw UserError.organizationNotDeleted(String.valueOf(outcome.reason()), outcome.message());
            }
        }
        return ResponseEntity.noContent().build();
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
