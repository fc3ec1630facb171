package dev.muster.assignment.web.users;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.directory.ChangeMembership;
import dev.muster.assignment.directory.ChangeMembership.Kind;
import dev.muster.assignment.directory.KeptUser;
import dev.muster.assignment.directory.MembershipFilter;
import dev.muster.assignment.directory.MembershipRole;
import dev.muster.assignment.directory.UserLookup;
import dev.muster.assignment.web.DirectoryWrites;
import dev.muster.assignment.web.Requires;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The organizations of users. Bodies of requests say nothing here and are not read, whatever their type. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class MembershipController {

    private static final String LIST = "/v2/users/{guid}/{relation:organizations|managed_organizations"
            + "|billing_managed_organizations|audited_organizations}";
    private static final String ONE = LIST + "/{organization}";

    private final UserLookup users;
    private final ReachableUsers reachable;
    private final DirectoryWrites writes;

    MembershipController(UserLookup users, ReachableUsers reachable, DirectoryWrites writes) {
        this.users = users;
        this.reachable = reachable;
        this.writes = writes;
    }

    /** Always 201, also when nothing changed: so the document says. */
    @PutMapping({ONE, ONE + "/"})
    @Requires(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<UserResource> associate(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String guid,
            @PathVariable String relation,
            @PathVariable String organization) {
        KeptUser user = change(caller, request, guid, organization, Kind.ADD, Relation.of(relation));
        return ResponseEntity.status(201).body(UserResource.of(user));
    }

    /** A repeat is answered as the first time, also when the user is not within reach any more. */
    @DeleteMapping({ONE, ONE + "/"})
    @Requires(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<Void> remove(
            Caller caller,
            HttpServletRequest request,
            @PathVariable String guid,
            @PathVariable String relation,
            @PathVariable String organization) {
        Relation from = Relation.of(relation);
        ReachableUsers.requireAdministrator(caller);
        if (!writes.isRepeated(caller, request, "")) {
            change(caller, request, guid, organization, from.role() == null ? Kind.LEAVE : Kind.REMOVE, from);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping({LIST, LIST + "/"})
    @Requires(Permission.READ_USERS)
    @Transactional(readOnly = true)
    ListAnswer<OrganizationResource> list(
            Caller caller, HttpServletRequest request, @PathVariable String guid, @PathVariable String relation) {
        ListRequest wanted = ListRequest.of(request, true);
        KeptUser user = reachable.user(caller, guid);
        Relation of = Relation.of(relation);
        MembershipFilter filter = new MembershipFilter(guid, of.role(), wanted.name(), reachable.limits(caller));
        return ListAnswer.of(
                "/v2/users/" + user.user().userId() + "/" + of.path(),
                wanted,
                users.organizationsOf(filter, wanted.span()),
                OrganizationResource::of);
    }

    private KeptUser change(
            Caller caller, HttpServletRequest request, String guid, String key, Kind kind, Relation relation) {
        ReachableUsers.requireAdministrator(caller);
        writes.begin();
        KeptUser user = reachable.user(caller, guid);
        String organizationId =
                reachable.organization(caller, key).organization().organizationId();
        writes.apply(caller, request, new ChangeMembership(guid, organizationId, kind, roles(kind, relation)), "");
        return user;
    }

    private static EnumSet<MembershipRole> roles(Kind kind, Relation relation) {
        MembershipRole role = relation.role();
        if (kind == Kind.ADD || role == null) {
            return EnumSet.copyOf(relation.rolesToAdd());
        }
        return EnumSet.of(role);
    }
}
