package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.directory.DirectoryOutcome.Status;
import dev.muster.assignmentservice.directory.web.DirectoryRequestHandler;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.user.RegisterUser;
import dev.muster.assignmentservice.user.User;
import dev.muster.assignmentservice.user.UserIds;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Creates, shows and lists users. */
@RestController
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class UserController {

    /** The body of a new user. */
    record NewUser(@JsonProperty("guid") @Nullable String guid) {}

    private final UserStore users;
    private final VisibleUsers visibleUsers;
    private final DirectoryRequestHandler requestHandler;

    UserController(UserStore users, VisibleUsers visibleUsers, DirectoryRequestHandler requestHandler) {
        this.users = users;
        this.visibleUsers = visibleUsers;
        this.requestHandler = requestHandler;
    }

    @PostMapping({"/v2/users", "/v2/users/"})
    @RequiresPermission(Permission.WRITE_USERS)
    @Transactional
    ResponseEntity<UserResource> create(Caller caller, HttpServletRequest request, @RequestBody NewUser body) {
        VisibleUsers.requireAdministrator(caller);
        String guid = body.guid();
        if (guid == null || !UserIds.isValid(guid)) {
            throw UserError.userInvalid("guid has to have " + UserIds.RULE);
        }
        if (caller.organizationId() == null && !caller.platformAdministrator()) {
            throw ApiException.of(Kind.ACCESS_DENIED, "access_denied", "the caller belongs to no organization");
        }
        User user = new User(guid, caller.organizationId(), false, false);
        Status status = requestHandler
                .begin(caller, request)
                .apply(new RegisterUser(user), RequestHash.of(caller, request, guid))
                .status();
        if (status != Status.APPLIED && status != Status.REPEATED) {
            throw UserError.uaaIdTaken(guid);
        }
        UserResource resource = UserResource.of(visibleUsers.user(caller, guid));
        return ResponseEntity.status(201)
                .header(HttpHeaders.LOCATION, resource.metadata().url())
                .body(resource);
    }

    @GetMapping({"/v2/users/{guid}", "/v2/users/{guid}/"})
    @RequiresPermission(Permission.READ_USERS)
    UserResource get(Caller caller, @PathVariable String guid) {
        return UserResource.of(visibleUsers.user(caller, guid));
    }

    @GetMapping({"/v2/users", "/v2/users/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    ListBody<UserResource> list(Caller caller, HttpServletRequest request) {
        ListRequest listRequest = ListRequest.of(request, false);
        return ListBody.of(
                "/v2/users",
                listRequest,
                users.list(visibleUsers.limits(caller), listRequest.toPageRequest()),
                UserResource::of);
    }
}
