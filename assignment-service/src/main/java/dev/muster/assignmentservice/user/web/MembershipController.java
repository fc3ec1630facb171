package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler.Write;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.user.ChangeMembership;
import dev.muster.assignmentservice.user.ChangeMembership.Kind;
import dev.muster.assignmentservice.user.MembershipRole;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.MembershipCondition;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organizations of users. Request bodies are ignored and not read. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class MembershipController {

    private static final String LIST = "/v2/users/{guid}/{relation:organizations|managed_organizations"
            + "|billing_managed_organizations|audited_organizations}";
    private static final String ONE = LIST + "/{organization}";

    private final UserStore users;
    private final VisibleUsers visibleUsers;
    private final ListFilters filters;
    private final DirectoryRequestHandler requestHandler;

    MembershipController(
            UserStore users, VisibleUsers visibleUsers, ListFilters filters, DirectoryRequestHandler requestHandler) {
        this.users = users;
        this.visibleUsers = visibleUsers;
        this.filters = filters;
        this.requestHandler = requestHandler;
    }

    /** Always 201, also when nothing changed, as in the contract document. */
    @PutMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<UserResource> associate(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String guid,
            @PathVariable String relation,
            @PathVariable String organization) {
        VisibleUsers.requireAdministrator(caller);
        Write write = requestHandler.begin(caller, request);
        StoredUser user = visibleUsers.user(caller, guid);
        StoredOrganization found = visibleUsers.findOrganization(caller, organization);
        if (found == null) {
            throw UserError.invalidRelation("organization", organization);
        }
        change(write, hash(caller, request), guid, found, Kind.ADD, Relation.of(relation));
        return ResponseEntity.status(201).body(UserResource.of(user));
    }

    /**
     * Looks the organization up first and calls an unknown user an invalid relation, as the Cloud Controller does. A repeat
     * has the same response, also when the user left the caller's access scope.
     */
    @DeleteMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<Void> remove(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String guid,
            @PathVariable String relation,
            @PathVariable String organization) {
        Relation from = Relation.of(relation);
        VisibleUsers.requireAdministrator(caller);
        Write write = requestHandler.begin(caller, request);
        String hash = hash(caller, request);
        if (write.completedSubject(hash) == null) {
            StoredOrganization found = visibleUsers.findOrganization(caller, organization);
            if (found == null) {
                throw UserError.organizationNotFound(organization);
            }
            if (visibleUsers.find(caller, guid) == null) {
                throw UserError.invalidRelation("user", guid);
            }
            change(write, hash, guid, found, from.role() == null ? Kind.LEAVE : Kind.REMOVE, from);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping({LIST, LIST + "/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    ListBody<OrganizationResource> list(
            Caller caller, HttpServletRequest request, @PathVariable String guid, @PathVariable String relation) {
        ListRequest listRequest = ListRequest.of(request, ListFilters.OF_ORGANIZATIONS, OrganizationResource.ORDERS);
        StoredUser user = visibleUsers.user(caller, guid);
        Relation of = Relation.of(relation);
        MembershipCondition member = new MembershipCondition(Set.of(guid), of.role());
        return ListBody.of(
                "/v2/users/" + user.user().userId() + "/" + of.path(),
                listRequest,
                users.organizations(
                        filters.ofOrganizations(caller, listRequest, member),
                        listRequest.toOrganizationOrder(),
                        listRequest.toPageRequest()),
                OrganizationResource::of);
    }

    private static void change(
            Write write, String hash, String guid, StoredOrganization organization, Kind kind, Relation relation) {
        String organizationId = organization.organization().organizationId();
        write.apply(new ChangeMembership(guid, organizationId, kind, roles(kind, relation)), hash);
    }

    private static String hash(Caller caller, HttpServletRequest request) {
        return RequestHash.of(caller, request, "");
    }

    private static EnumSet<MembershipRole> roles(Kind kind, Relation relation) {
        MembershipRole role = relation.role();
        if (kind == Kind.ADD || role == null) {
            return EnumSet.copyOf(relation.rolesToAdd());
        }
        return EnumSet.of(role);
    }

    /** The relations between users and organizations in the paths of this API. */
    enum Relation {
        /** Any role. */
        ORGANIZATIONS("organizations", null),
        MANAGED("managed_organizations", MembershipRole.MANAGER),
        BILLING_MANAGED("billing_managed_organizations", MembershipRole.BILLING_MANAGER),
        AUDITED("audited_organizations", MembershipRole.AUDITOR);

        private final String path;
        private final @Nullable MembershipRole role;

        Relation(String path, @Nullable MembershipRole role) {
            this.path = path;
            this.role = role;
        }

        String path() {
            return path;
        }

        /** The role of the relation; null for any. */
        @Nullable
        MembershipRole role() {
            return role;
        }

        /** The roles that the relation adds. A manager is also a user of the organization. */
        Set<MembershipRole> rolesToAdd() {
            return role == null ? EnumSet.of(MembershipRole.USER) : EnumSet.of(MembershipRole.USER, role);
        }

        /** The relation of the path segment; only paths of relations are routed here. */
        static Relation of(String path) {
            return Arrays.stream(values())
                    .filter(one -> one.path.equals(path))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
