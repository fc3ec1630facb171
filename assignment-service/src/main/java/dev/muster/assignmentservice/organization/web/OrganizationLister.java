package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.directory.Page;
import dev.muster.assignmentservice.directory.Page.PageRequest;
import dev.muster.assignmentservice.organization.OrganizationQuery;
import dev.muster.assignmentservice.organization.OrganizationView;
import dev.muster.assignmentservice.organization.OrganizationView.OwnedApplication;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Device;
import dev.muster.assignmentservice.organization.web.OrganizationBody.Member;
import dev.muster.assignmentservice.organization.web.OrganizationBody.PageBody;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.user.UserStore;
import dev.muster.assignmentservice.user.UserStore.MembershipCondition;
import dev.muster.assignmentservice.user.UserStore.StoredUser;
import dev.muster.assignmentservice.user.UserStore.UserFilter;
import dev.muster.assignmentservice.web.PublicUrls;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Lists organizations in the caller's access scope, their users and applications, with links to the neighbouring pages. */
@Component
class OrganizationLister {

    private final OrganizationViews views;
    private final UserStore users;
    private final AccessScope accessScope;
    private final PublicUrls urls;
    private final OrganizationBodyWriter bodies;

    OrganizationLister(
            OrganizationViews views,
            UserStore users,
            AccessScope accessScope,
            PublicUrls urls,
            OrganizationBodyWriter bodies) {
        this.views = views;
        this.users = users;
        this.accessScope = accessScope;
        this.urls = urls;
        this.bodies = bodies;
    }

    PageBody<OrganizationBody> list(Caller caller, HttpServletRequest request) {
        ListParameters parameters = ListParameters.of(request.getQueryString());
        Page<OrganizationView> found = views.list(new OrganizationQuery(
                accessScope.organizationIds(caller),
                parameters.texts(),
                parameters.absent(),
                parameters.search(),
                parameters.active(),
                parameters.type(),
                parameters.order(),
                parameters.descending(),
                parameters.offset(),
                parameters.size()));
        return page(request, "/", parameters, found, one -> bodies.of(one, request));
    }

    /** The users with a role in the organization, in the order of their creation. */
    PageBody<Member> users(StoredOrganization organization, HttpServletRequest request) {
        ListParameters parameters = ListParameters.withoutFilters(request.getQueryString());
        MembershipCondition member =
                new MembershipCondition(Set.of(organization.organization().organizationId()), null);
        Page<StoredUser> found = users.list(
                new UserFilter(null, List.of(member)), new PageRequest(false, parameters.offset(), parameters.size()));
        return page(request, pathOf(organization) + "/users/", parameters, found, bodies::member);
    }

    /** The applications that the organization owns, in the order of their ids. */
    PageBody<Device> devices(StoredOrganization organization, HttpServletRequest request) {
        ListParameters parameters = ListParameters.withoutFilters(request.getQueryString());
        Page<OwnedApplication> found = views.listApplications(
                organization.organization().organizationId(), parameters.offset(), parameters.size());
        return page(
                request,
                pathOf(organization) + "/devices/",
                parameters,
                found,
                one -> bodies.device(organization, one, request));
    }

    private static String pathOf(StoredOrganization organization) {
        return "/" + organization.organization().publicId();
    }

    private <T, B> PageBody<B> page(
            HttpServletRequest request, String path, ListParameters parameters, Page<T> found, Function<T, B> body) {
        int page = parameters.page();
        long last = Math.max(1, (found.total() + parameters.size() - 1) / parameters.size());
        String list = urls.of(request, OrganizationBodyWriter.ORGANIZATIONS + path);
        return new PageBody<>(
                found.total(),
                page < last ? list + "?" + parameters.linkTo(page + 1L) : null,
                page > 1 ? list + "?" + parameters.linkTo(Math.min(page - 1, last)) : null,
                found.items().stream().map(body).toList());
    }
}
