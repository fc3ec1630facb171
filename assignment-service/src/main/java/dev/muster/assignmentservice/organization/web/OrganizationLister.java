package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.web.OrganizationBody.PageBody;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists organizations in the caller's access scope, with links to the neighbouring pages. */
@Component
class OrganizationLister {

    private final OrganizationViews views;
    private final AccessScope accessScope;
    private final PublicUrls urls;
    private final OrganizationBodyWriter bodies;

    OrganizationLister(
            OrganizationViews views, AccessScope accessScope, PublicUrls urls, OrganizationBodyWriter bodies) {
        this.views = views;
        this.accessScope = accessScope;
        this.urls = urls;
        this.bodies = bodies;
    }

    PageBody list(Caller caller, HttpServletRequest request) {
        ListParameters parameters = ListParameters.of(request.getQueryString());
        int page = parameters.page();
        int size = parameters.size();
        Page<OrganizationView> found = views.list(new OrganizationQuery(
                accessScope.organizationIds(caller),
                parameters.patterns("label"),
                parameters.patterns("name"),
                parameters.active(),
                parameters.type(),
                parameters.order(),
                parameters.descending(),
                (long) (page - 1) * size,
                size));
        long last = Math.max(1, (found.total() + size - 1) / size);
        return new PageBody(
                found.total(),
                page < last ? link(request, parameters, page + 1) : null,
                page > 1 ? link(request, parameters, Math.min(page - 1, last)) : null,
                found.items().stream().map(one -> bodies.of(one, request)).toList());
    }

    private String link(HttpServletRequest request, ListParameters parameters, long page) {
        String query = Stream.concat(
                        parameters.repeated().entrySet().stream(), Stream.of(Map.entry("page", String.valueOf(page))))
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return urls.of(request, OrganizationBodyWriter.ORGANIZATIONS + "/?" + query);
    }

    private static @Nullable String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
