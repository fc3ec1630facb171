package dev.muster.assignmentservice.user.web;

import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.user.ChangeUser;
import dev.muster.assignmentservice.user.ChangeUser.DefaultSpace;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.RemoveUser;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Creates, shows, lists, changes and removes users. Bodies are read after the permission is checked. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class UserController {

    private static final String ALL = "/v2/users";
    private static final String ONE = ALL + "/{guid}";

    private final UserStore users;
    private final VisibleUsers visibleUsers;
    private final ListFilters filters;
    private final UserSummaries summaries;
    private final DirectoryRequestHandler requestHandler;
    private final JsonMapper mapper;

    UserController(
            UserStore users,
            VisibleUsers visibleUsers,
            ListFilters filters,
            UserSummaries summaries,
            DirectoryRequestHandler requestHandler,
            JsonMapper mapper) {
        this.users = users;
        this.visibleUsers = visibleUsers;
        this.filters = filters;
        this.summaries = summaries;
        this.requestHandler = requestHandler;
        this.mapper = mapper;
    }

    @PostMapping({ALL, ALL + "/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional(rollbackFor = IOException.class)
    ResponseEntity<UserResource> create(Caller caller, HttpServletRequest request) throws IOException {
        UserBody body = UserBody.read(request, mapper);
        VisibleUsers.requireAdministrator(caller);
        String guid = body.guid();
        if (guid == null || !UserIds.isValid(guid)) {
            throw UserError.userInvalid("guid has to have " + UserIds.RULE);
        }
        boolean admin = Boolean.TRUE.equals(body.admin());
        DefaultSpace space = body.defaultSpace();
        requirePlatformAdministrator(caller, admin || caller.organizationId() == null);
        User user = new User(guid, caller.organizationId(), admin, false);
        RegisterUser registration = new RegisterUser(user, space == null ? null : space.spaceId());
        Status status = requestHandler
                .begin(caller, request)
                .apply(registration, RequestHash.of(caller, request, body.content()))
                .status();
        if (status != Status.APPLIED && status != Status.REPEATED) {
            throw UserError.uaaIdTaken(guid);
        }
        UserResource resource = UserResource.of(visibleUsers.user(caller, guid));
        return ResponseEntity.status(201)
                .header(HttpHeaders.LOCATION, resource.metadata().url())
                .body(resource);
    }

    @GetMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_USERS)
    UserResource get(Caller caller, @PathVariable String guid) {
        return UserResource.of(visibleUsers.user(caller, guid));
    }

    /** 201, as the Cloud Controller answers changes. */
    @PutMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional(rollbackFor = IOException.class)
    ResponseEntity<UserResource> change(Caller caller, HttpServletRequest request, @PathVariable String guid)
            throws IOException {
        UserBody body = UserBody.read(request, mapper);
        VisibleUsers.requireAdministrator(caller);
        DefaultSpace space = body.defaultSpace();
        if (body.guid() != null && !body.guid().equals(guid)) {
            throw UserError.userInvalid("guid cannot be changed");
        }
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        visibleUsers.administered(caller, guid);
        requirePlatformAdministrator(caller, Boolean.TRUE.equals(body.admin()));
        write.apply(new ChangeUser(guid, body.admin(), space), RequestHash.of(caller, request, body.content()));
        return ResponseEntity.status(201).body(UserResource.of(visibleUsers.user(caller, guid)));
    }

    /** A repeat with an idempotency key has the same response, although the user is gone. */
    @DeleteMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<Void> remove(Caller caller, HttpServletRequest request, @PathVariable String guid) {
        VisibleUsers.requireAdministrator(caller);
        DirectoryRequestHandler.Write write = requestHandler.begin(caller, request);
        String hash = RequestHash.of(caller, request, "");
        if (write.completedSubject(hash) == null) {
            visibleUsers.administered(caller, guid);
            write.apply(new RemoveUser(guid), hash);
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping({ONE + "/summary", ONE + "/summary/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    UserSummaries.Summary summary(Caller caller, @PathVariable String guid) {
        StoredUser user = visibleUsers.user(caller, guid);
        return summaries.of(caller, user);
    }

    @GetMapping({ALL, ALL + "/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    ListBody<UserResource> list(Caller caller, HttpServletRequest request) {
        ListRequest listRequest = ListRequest.of(request, ListFilters.OF_USERS, UserResource.ORDERS);
        return ListBody.of(
                ALL,
                listRequest,
                users.list(filters.ofUsers(caller, listRequest, null), listRequest.toPageRequest()),
                UserResource::of);
    }

    /** Administrators and users without a home are registered by platform administrators only. */
    private static void requirePlatformAdministrator(Caller caller, boolean required) {
        if (required && !caller.platformAdministrator()) {
            throw UserError.notAuthorized("only platform administrators may do this");
        }
    }
}
