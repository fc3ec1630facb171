package dev.muster.assignmentservice.user.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.muster.assignmentservice.security.SecuritySettings;
import dev.muster.assignmentservice.security.web.PublicRoute;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Describes this API to clients, which read it before anything else. */
@RestController
@PublicRoute
@RequestMapping(produces = UserHeaders.CONTENT_TYPE)
class InfoController {

    /** The version of the Cloud Controller's API that the routes follow. Clients compare it with their own. */
    private static final String API_VERSION = "2.186.0";

    /**
     * The information of the Cloud Controller that Muster has.
     *
     * @param authorizationEndpoint where tokens come from, and {@code tokenEndpoint}: the issuer of signed tokens; this
     *     service when there is none
     */
    record Info(
            String name,
            String build,
            String support,
            int version,
            String description,
            @JsonProperty("authorization_endpoint") String authorizationEndpoint,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("api_version") String apiVersion) {}

    private final String issuer;
    private final PublicUrls urls;

    InfoController(SecuritySettings settings, PublicUrls urls) {
        issuer = settings.jwt().issuer();
        this.urls = urls;
    }

    @GetMapping({"/v2/info", "/v2/info/"})
    Info get(HttpServletRequest request) {
        String tokens = issuer.isBlank() ? urls.of(request, "") : issuer;
        return new Info("Muster", "", "", 0, "Muster: assignment service", tokens, tokens, API_VERSION);
    }
}
