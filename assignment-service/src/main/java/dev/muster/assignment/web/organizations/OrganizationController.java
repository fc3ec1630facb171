package dev.muster.assignment.web.organizations;

import static dev.muster.assignment.web.organizations.OrganizationBodies.ORGANIZATIONS;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.directory.OrganizationKeys;
import dev.muster.assignment.directory.OrganizationView;
import dev.muster.assignment.directory.OrganizationViews;
import dev.muster.assignment.media.PrepareImages;
import dev.muster.assignment.web.CommandIds;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import dev.muster.assignment.web.Requires;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organizations: made, shown, listed and changed. */
@RestController
class OrganizationController {

    private static final String ONE = ORGANIZATIONS + "/{key}";

    private final BodyReader bodyReader;
    private final PrepareImages preparation;
    private final WriteOrganizations writes;
    private final ListOrganizations lists;
    private final References references;
    private final OrganizationViews views;
    private final OrganizationBodies bodies;

    OrganizationController(
            BodyReader bodyReader,
            PrepareImages preparation,
            WriteOrganizations writes,
            ListOrganizations lists,
            References references,
            OrganizationViews views,
            OrganizationBodies bodies) {
        this.bodyReader = bodyReader;
        this.preparation = preparation;
        this.writes = writes;
        this.lists = lists;
        this.references = references;
        this.views = views;
        this.bodies = bodies;
    }

    @PostMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.MANAGE_ORGANIZATIONS)
    PageBody create(Caller caller, HttpServletRequest request) throws IOException, ServletException {
        UUID commandId = CommandIds.of(request);
        OrganizationFields fields = FieldReader.read(bodyReader.read(request), Set.of("label"));
        PreparedImages prepared = PreparedImages.of(preparation, OrganizationKeys.idFor(commandId), fields);
        String id = writes.create(caller, commandId, CommandIds.isNamedBy(request), prepared);
        return PageBody.of(show(id, request));
    }

    @GetMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @Requires(Permission.READ_ORGANIZATIONS)
    PageBody list(Caller caller, HttpServletRequest request) {
        return lists.list(caller, request);
    }

    @GetMapping({ONE, ONE + "/"})
    @Requires(Permission.READ_ORGANIZATIONS)
    OrganizationBody get(Caller caller, @PathVariable String key, HttpServletRequest request) {
        return show(references.organization(caller, key).organization().organizationId(), request);
    }

    @RequestMapping(
            path = {ONE, ONE + "/"},
            method = {RequestMethod.PATCH, RequestMethod.PUT})
    @Requires(Permission.MANAGE_ORGANIZATIONS)
    OrganizationBody change(Caller caller, @PathVariable String key, HttpServletRequest request)
            throws IOException, ServletException {
        UUID commandId = CommandIds.of(request);
        OrganizationFields fields = FieldReader.read(bodyReader.read(request), Set.of());
        String id = references.organization(caller, key).organization().organizationId();
        PreparedImages prepared = PreparedImages.of(preparation, id, fields);
        writes.change(caller, commandId, CommandIds.isNamedBy(request), id, prepared);
        return show(id, request);
    }

    /** A handler of its own, so that this dialect says it. */
    @Hidden
    @RequestMapping({ORGANIZATIONS, ORGANIZATIONS + "/"})
    @Requires(Permission.READ_ORGANIZATIONS)
    void refuseAtAll(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD, POST");
    }

    /** A handler of its own, so that this dialect says it. */
    @Hidden
    @RequestMapping({ONE, ONE + "/"})
    @Requires(Permission.READ_ORGANIZATIONS)
    void refuseAtOne(HttpServletResponse response) {
        throw notAllowed(response, "GET, HEAD, PATCH, PUT");
    }

    private OrganizationBody show(String organizationId, HttpServletRequest request) {
        OrganizationView view = views.find(organizationId);
        if (view == null) {
            throw Refusal.notFound("organization");
        }
        return bodies.of(view, request);
    }

    private static Refusal notAllowed(HttpServletResponse response, String allowed) {
        response.setHeader(HttpHeaders.ALLOW, allowed);
        return Refusal.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed");
    }
}
