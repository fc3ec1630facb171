package dev.muster.assignmentservice.organization.web;

import static dev.muster.assignmentservice.organization.web.OrganizationBodyWriter.ORGANIZATIONS;

import dev.muster.assignmentservice.directory.web.CommandIds;
import dev.muster.assignmentservice.media.ImagePreparer;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Device;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Member;
import dev.muster.assignmentservice.organization.web.OrganizationBody.PageBody;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Creates, shows, lists, changes and deletes organizations. */
@RestController
class OrganizationController {

    private static final String ONE = ORGANIZATIONS + "/{key}";
    private static final String USERS = ONE + "/users";
    private static final String DEVICES = ONE + "/devices";

    private final BodyReader bodyReader;
    private final ImagePreparer preparation;
    private final OrganizationRequestHandler requestHandler;
    private final OrganizationLister lists;
    private final ReferenceResolver references;
    private final OrganizationViews views;
    private final OrganizationBodyWriter bodies;

    OrganizationController(
            BodyReader bodyReader,
            ImagePreparer preparation,
            OrganizationRequestHandler requestHandler,
            OrganizationLister lists,
            ReferenceResolver references,
            OrganizationViews views,
            OrganizationBodyWriter bodies) {
        this.bodyReader = bodyReader;
        this.preparation = preparation;
        this.requestHandler = requestHandler;
        this.lists = lists;
        this.references = references;
        this.views = views;
        this.bodies = bodies;
    }

    @PostMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    PageBody<OrganizationBody> create(Caller caller, HttpServletRequest request) throws IOException, ServletException {
        UUID commandId = CommandIds.of(request);
        OrganizationFields fields = FieldReader.readNew(bodyReader.read(request));
        PreparedImages prepared = PreparedImages.of(preparation, OrganizationKeys.idFor(commandId), fields);
        String id = requestHandler.create(caller, commandId, CommandIds.isGivenIn(request), prepared);
        return PageBody.of(show(id, request));
    }

    @GetMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    PageBody<OrganizationBody> list(Caller caller, HttpServletRequest request) {
        return lists.list(caller, request);
    }

    @GetMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    OrganizationBody get(Caller caller, @PathVariable String key, HttpServletRequest request) {
        return show(references.organization(caller, key).organization().organizationId(), request);
    }

    @GetMapping({USERS, USERS + "/"})
    @RequiresPermission(Permission.READ_USERS)
    @Transactional(readOnly = true)
    PageBody<Member> users(Caller caller, @PathVariable String key, HttpServletRequest request) {
        return lists.users(references.organization(caller, key), request);
    }

    /** The applications that the organization owns. */
    @GetMapping({DEVICES, DEVICES + "/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Transactional(readOnly = true)
    PageBody<Device> devices(Caller caller, @PathVariable String key, HttpServletRequest request) {
        return lists.devices(references.organization(caller, key), request);
    }

    @RequestMapping(
            path = {ONE, ONE + "/"},
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    OrganizationBody change(Caller caller, @PathVariable String key, HttpServletRequest request)
            throws IOException, ServletException {
        UUID commandId = CommandIds.of(request);
        String id = references.organization(caller, key).organization().organizationId();
        OrganizationFields fields = FieldReader.readChange(bodyReader.read(request), show(id, request));
        PreparedImages prepared = PreparedImages.of(preparation, id, fields);
        requestHandler.change(caller, commandId, CommandIds.isGivenIn(request), id, prepared);
        return show(id, request);
    }

    /** A repeat with an idempotency key has the same response, although the organization is gone. */
    @DeleteMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.MANAGE_ORGANIZATIONS)
    ResponseEntity<Void> delete(Caller caller, @PathVariable String key, HttpServletRequest request) {
        requestHandler.delete(caller, request, key);
        return ResponseEntity.noContent().build();
    }

    /** A handler of its own, so that the error has the format of this API. */
    @Hidden
    @RequestMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    void rejectCollectionMethod(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD, POST");
    }

    /** A handler of its own, so that the error has the format of this API. */
    @Hidden
    @RequestMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_ORGANIZATIONS)
    void rejectItemMethod(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD, PATCH, PUT, DELETE");
    }

    /** A handler of its own, so that the error has the format of this API. */
    @Hidden
    @RequestMapping({USERS, USERS + "/"})
    @RequiresPermission(Permission.READ_USERS)
    void rejectUsersMethod(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD");
    }

    /** A handler of its own, so that the error has the format of this API. */
    @Hidden
    @RequestMapping({DEVICES, DEVICES + "/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    void rejectDevicesMethod(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD");
    }

    private OrganizationBody show(String organizationId, HttpServletRequest request) {
        OrganizationView view = views.find(organizationId);
        if (view == null) {
            throw ApiException.notFound("organization");
        }
        return bodies.of(view, request);
    }

    private static ApiException notAllowed(HttpServletResponse response, String allowed) {
        response.setHeader(HttpHeaders.ALLOW, allowed);
        return ApiException.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed");
    }
}
