package dev.muster.assignment.web.organizations;

import static dev.muster.assignment.web.organizations.OrganizationBodies.APPS;

import dev.muster.assignment.access.Caller;
import dev.muster.assignment.access.Permission;
import dev.muster.assignment.directory.NamedApplication;
import dev.muster.assignment.directory.OrganizationViews;
import dev.muster.assignment.web.Refusal;
import dev.muster.assignment.web.Refusal.Kind;
import dev.muster.assignment.web.Requires;
import dev.muster.assignment.web.organizations.OrganizationBody.App;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Applications as organizations refer to them. */
@RestController
class AppController {

    private static final String ONE = APPS + "/{key}";

    private final References references;
    private final OrganizationViews views;
    private final OrganizationBodies bodies;

    AppController(References references, OrganizationViews views, OrganizationBodies bodies) {
        this.references = references;
        this.views = views;
        this.bodies = bodies;
    }

    @GetMapping({ONE, ONE + "/"})
    @Requires(Permission.READ_APPLICATIONS)
    @Nullable
    App get(Caller caller, @PathVariable String key, HttpServletRequest request) {
        NamedApplication application = views.findApplication(references.application(caller, key));
        if (application == null) {
            throw Refusal.notFound("application");
        }
        return bodies.app(application, request);
    }

    /** A handler of its own, so that this dialect says it. */
    @Hidden
    @RequestMapping({ONE, ONE + "/"})
    @Requires(Permission.READ_APPLICATIONS)
    void refuse(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
        throw Refusal.of(Kind.METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed");
    }
}
