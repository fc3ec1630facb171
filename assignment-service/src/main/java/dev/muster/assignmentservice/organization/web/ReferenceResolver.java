package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationLookup;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.OrganizationViews;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.security.AccessScope;
import dev.muster.assignmentservice.security.ApplicationOwner;
import dev.muster.assignmentservice.security.Caller;
import dev.muster.assignmentservice.web.ApiException;
import dev.muster.assignmentservice.web.ApiException.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What keys in requests stand for. What the caller does not reach is not there for it. */
@Component
class ReferenceResolver {

    /** Where a new organization stands in the tree. */
    record NewPlace(OrganizationType type, @Nullable String parentId) {}

    private final AccessScope reach;
    private final OrganizationLookup organizations;
    private final OrganizationViews views;

    ReferenceResolver(AccessScope reach, OrganizationLookup organizations, OrganizationViews views) {
        this.reach = reach;
        this.organizations = organizations;
        this.views = views;
    }

    /** The organization of the key of a path. */
    StoredOrganization organization(Caller caller, String key) {
        StoredOrganization found = reached(caller, key);
        if (found == null) {
            throw ApiException.notFound("organization");
        }
        return found;
    }

    /** The organization of an id, which may look like a key of another one. */
    StoredOrganization organizationOfId(Caller caller, String organizationId) {
        StoredOrganization found = organizations.find(organizationId);
        if (found == null || !reach.reaches(caller, organizationId)) {
            throw ApiException.notFound("organization");
        }
        return found;
    }

    /** The id of the application of the key of a path. */
    String application(Caller caller, String key) {
        String id = applicationId(caller, key);
        if (id == null) {
            throw ApiException.notFound("application");
        }
        return id;
    }

    /** The id of the application that the field {@code app} names. */
    String app(Caller caller, String key) {
        String id = applicationId(caller, key);
        if (id == null) {
            throw ApiException.invalid("app", "there is no such application", null);
        }
        return id;
    }

    /**
     * Where a new organization goes. By default it becomes a CUSTOMER below the caller's own organization; when a platform
     * administrator has none, below the OWNER that was registered first; and when there is none either, it becomes that
     * OWNER, for there is nothing that it could stand below.
     */
    NewPlace newPlace(Caller caller, @Nullable OrganizationType type, @Nullable String parentKey) {
        if (type == OrganizationType.OWNER && !caller.platformAdministrator()) {
            throw ApiException.of(Kind.ACCESS_DENIED, "owner_denied", "only platform administrators make owners");
        }
        if (parentKey != null) {
            return new NewPlace(type == null ? OrganizationType.CUSTOMER : type, parent(caller, parentKey));
        }
        if (type == OrganizationType.OWNER) {
            return new NewPlace(type, null);
        }
        String parentId = defaultParent(caller);
        if (parentId == null && type != null) {
            throw ApiException.invalid("parent", "required: there is no owner to stand below", null);
        }
        return parentId == null
                ? new NewPlace(OrganizationType.OWNER, null)
                : new NewPlace(type == null ? OrganizationType.CUSTOMER : type, parentId);
    }

    /** The id of the parent that an organization moves below; where it stands already is always good. */
    String newParent(Caller caller, StoredOrganization moved, String key) {
        StoredOrganization parent = TextValidation.isKeepable(key) ? organizations.findByKey(key) : null;
        String parentId = parent == null ? null : parent.organization().organizationId();
        return parentId != null && parentId.equals(moved.organization().parentId()) ? parentId : parent(caller, key);
    }

    private String parent(Caller caller, String key) {
        StoredOrganization parent = reached(caller, key);
        if (parent == null) {
            throw ApiException.invalid("parent", "there is no such organization", null);
        }
        return parent.organization().organizationId();
    }

    private @Nullable String defaultParent(Caller caller) {
        String own = caller.organizationId();
        if (own != null && organizations.find(own) != null) {
            return own;
        }
        if (!caller.platformAdministrator()) {
            throw ApiException.of(Kind.ACCESS_DENIED, "organization_missing", "the caller belongs to no organization");
        }
        return views.findOldestOwner();
    }

    private @Nullable StoredOrganization reached(Caller caller, String key) {
        StoredOrganization found = TextValidation.isKeepable(key) ? organizations.findByKey(key) : null;
        return found != null && reach.reaches(caller, found.organization().organizationId()) ? found : null;
    }

    private @Nullable String applicationId(Caller caller, String key) {
        if (!TextValidation.isKeepable(key)) {
            return null;
        }
        ApplicationOwner place = reach.find(key.startsWith("~") ? key.substring(1) : key);
        return place != null && reach.reaches(caller, place) ? place.applicationId() : null;
    }
}
