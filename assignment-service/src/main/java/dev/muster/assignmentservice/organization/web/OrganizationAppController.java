package dev.muster.assignmentservice.organization.web;

import static dev.muster.assignmentservice.organization.web.OrganizationBodyWriter.APPS;

import dev.muster.assignmentservice.organization.OrganizationView.NamedApplication;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.web.OrganizationBody.App;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.security.Permission;
import dev.muster.assignmentservice.security.web.RequiresPermission;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The applications that organizations refer to. */
@RestController
class OrganizationAppController {

    private static final String ONE = APPS + "/{key}";

    private final ReferenceResolver references;
    private final OrganizationViews views;
    private final OrganizationBodyWriter bodies;

    OrganizationAppController(ReferenceResolver references, OrganizationViews views, OrganizationBodyWriter bodies) {
        this.references = references;
        this.views = views;
        this.bodies = bodies;
    }

    @GetMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    @Nullable
    App get(Caller caller, @PathVariable String key, HttpServletRequest request) {
        NamedApplication application = views.findApplication(references.application(caller, key));
        if (application == null) {
            throw ApiException.notFound("application");
        }
        return bodies.app(application, request);
    }

    /** A handler of its own, so that the error has the format of this API. */
    @Hidden
    @RequestMapping({ONE, ONE + "/"})
    @RequiresPermission(Permission.READ_APPLICATIONS)
    void rejectMethod(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
        throw ApiException.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed");
    }
}
