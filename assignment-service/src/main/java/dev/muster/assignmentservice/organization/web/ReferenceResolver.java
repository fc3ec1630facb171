package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationStore;
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

/** Resolves keys in requests. Organizations and applications outside the caller's access scope are not found. */
@Component
class ReferenceResolver {

    /** Type and parent of a new organization. */
    record NewPosition(OrganizationType type, @Nullable String parentId) {}

    private final AccessScope accessScope;
    private final OrganizationStore organizations;
    private final OrganizationViews views;

    ReferenceResolver(AccessScope accessScope, OrganizationStore organizations, OrganizationViews views) {
        this.accessScope = accessScope;
        this.organizations = organizations;
        this.views = views;
    }

    /** The organization for a key in a path. */
    StoredOrganization organization(Caller caller, String key) {
        StoredOrganization found = findVisible(caller, key);
        if (found == null) {
            throw ApiException.notFound("organization");
        }
        return found;
    }

    /** The organization with the id, which may look like a key of another organization. */
    StoredOrganization organizationOfId(Caller caller, String organizationId) {
        StoredOrganization found = organizations.find(organizationId);
        if (found == null || !accessScope.includes(caller, organizationId)) {
            throw ApiException.notFound("organization");
        }
        return found;
    }

    /** The id of the application for a key in a path. */
    String application(Caller caller, String key) {
        String id = applicationId(caller, key);
        if (id == null) {
            throw ApiException.notFound("application");
        }
        return id;
    }

    /** The id of the application for the field {@code app}. */
    String app(Caller caller, String key) {
        String id = applicationId(caller, key);
        if (id == null) {
            throw ApiException.invalid("app", "there is no such application", null);
        }
        return id;
    }

    /**
     * Type and parent of a new organization. The default is a CUSTOMER below the caller's own organization, or below the
     * oldest OWNER for a platform administrator without one. Without any OWNER, the new organization becomes the OWNER.
     */
    NewPosition newPosition(Caller caller, @Nullable OrganizationType type, @Nullable String parentKey) {
        if (type == OrganizationType.OWNER && !caller.platformAdministrator()) {
            throw ApiException.of(Kind.ACCESS_DENIED, "owner_denied", "only platform administrators make owners");
        }
        if (parentKey != null) {
            return new NewPosition(type == null ? OrganizationType.CUSTOMER : type, parent(caller, parentKey));
        }
        if (type == OrganizationType.OWNER) {
            return new NewPosition(type, null);
        }
        String parentId = defaultParent(caller);
        if (parentId == null && type != null) {
            throw ApiException.invalid("parent", "required: there is no owner to stand below", null);
        }
        return parentId == null
                ? new NewPosition(OrganizationType.OWNER, null)
                : new NewPosition(type == null ? OrganizationType.CUSTOMER : type, parentId);
    }

    /** The id of the new parent of an organization. The present parent is valid even outside the access scope. */
    String newParent(Caller caller, StoredOrganization moved, String key) {
        StoredOrganization parent = TextValidation.isStorable(key) ? organizations.findByKey(key) : null;
        String parentId = parent == null ? null : parent.organization().organizationId();
        return parentId != null && parentId.equals(moved.organization().parentId()) ? parentId : parent(caller, key);
    }

    private String parent(Caller caller, String key) {
        StoredOrganization parent = findVisible(caller, key);
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

    private @Nullable StoredOrganization findVisible(Caller caller, String key) {
        StoredOrganization found = TextValidation.isStorable(key) ? organizations.findByKey(key) : null;
        return found != null
                        && accessScope.includes(caller, found.organization().organizationId())
                ? found
                : null;
    }

    private @Nullable String applicationId(Caller caller, String key) {
        if (!TextValidation.isStorable(key)) {
            return null;
        }
        ApplicationOwner owner = accessScope.find(key.startsWith("~") ? key.substring(1) : key);
        return owner != null && accessScope.includes(caller, owner) ? owner.applicationId() : null;
    }
}
