package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.text.TextValidation;
import dev.muster.text.UuidParser;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link OrganizationStore} in PostgreSQL. */
public final class PostgresOrganizationStore implements OrganizationStore {

    /** The revisions of rows by the keys of their events; behind the last event of a deleted one is a tombstone. */
    public static final String FIND_REVISIONS = """
            select organization_id, revision
              from organization
             where organization_id = any(?)
               and deleted_at is null
             order by 1
            """;

    private static final String FIND_ORGANIZATION = """
            select organization_id, label, name, type, parent_id, rebranding_enabled, active, description, properties,
                   mfa_required, application_id, logo, dark_logo, favicon, dark_favicon, revision, created_at, updated_at
              from organization
             where organization_id = ?
               and (deleted_at is not null) = ?
            """;

    private static final String HAS_CHILDREN =
            "select exists (select from organization where parent_id = ? and deleted_at is null)";

    private static final String FIND_BY_LABEL =
            "select organization_id from organization where label = ? and deleted_at is null";

    private static final String FIND_ID_BY_KEY = """
            select organization_id
              from organization
             where (organization_id = ? or public_id = ? or uuid = ?)
               and deleted_at is null
             order by organization_id = ? desc, public_id = ? desc
             limit 1
            """;

    /** Also of deleted ones: nobody else gets their keys. */
    private static final String FIND_KEY_CONFLICT = """
            select organization_id
              from organization
             where organization_id <> ? and (public_id = ? or uuid = ?)
             limit 1
            """;

    private static final String INSERT_ORGANIZATION = """
            insert into organization
                   (organization_id, public_id, uuid, label, name, type, parent_id, rebranding_enabled, active,
                    description, properties, mfa_required, application_id, logo, dark_logo, favicon, dark_favicon,
                    revision, created_at, updated_at, name_folded, folded_hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, folding_hash(?))
            """;

    private static final String UPDATE_ORGANIZATION = """
            update organization
               set label = ?, name = ?, parent_id = ?, rebranding_enabled = ?, active = ?, description = ?,
                   properties = ?, mfa_required = ?, application_id = ?, logo = ?, dark_logo = ?, favicon = ?,
                   dark_favicon = ?, revision = ?, updated_at = ?, name_folded = ?, folded_hash = folding_hash(?)
             where organization_id = ? and revision = ? and deleted_at is null
            """;

    private static final String MARK_DELETED =
            "update organization set deleted_at = ? where organization_id = ? and deleted_at is null";

    private static final String SAVE_LAST_REVISION = """
            update organization
               set revision = ?, updated_at = ?
             where organization_id = ? and revision = ? and deleted_at is not null
            """;

    /** Stops at descendants with a rebranding of their own: nothing changes below them. */
    private static final String LOCK_SUBTREE = """
            with recursive subtree(organization_id) as (
              select organization_id from organization where organization_id = ?
              union
              select c.organization_id
                from organization c
                join subtree s on c.parent_id = s.organization_id
               where not c.rebranding_enabled
            )
            select o.organization_id
              from organization o
             where o.organization_id in (select organization_id from subtree)
             order by o.organization_id
               for no key update of o
            """;

    /** Runs after the locks, as a statement of its own, so that it sees the ownerships of transactions that held them. */
    private static final String RESOLVE_REBRANDING_AND_QUEUE_WORK = """
            with recursive subtree(organization_id, resolved) as (
              select o.organization_id,
                     case when o.rebranding_enabled then o.organization_id else p.resolved_rebranding_org_id end
                from organization o
                left join organization p on p.organization_id = o.parent_id
               where o.organization_id = ?
              union
              select c.organization_id, s.resolved
                from organization c
                join subtree s on c.parent_id = s.organization_id
               where not c.rebranding_enabled
            ), resolved as (
              update organization o
                 set resolved_rebranding_org_id = s.resolved, resolved_by_command = ?, resolved_by = ?
                from subtree s
               where o.organization_id = s.organization_id
                 and o.resolved_rebranding_org_id is distinct from s.resolved
              returning o.organization_id
            )
            insert into rebranding_work (organization_id)
            select r.organization_id
              from resolved r
             where exists (select from ownership w where w.organization_id = r.organization_id)
            """;

    private final JdbcTemplate jdbc;

    public PostgresOrganizationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable StoredOrganization find(String organizationId) {
        return find(organizationId, false);
    }

    @Override
    public @Nullable StoredOrganization findDeleted(String organizationId) {
        return find(organizationId, true);
    }

    private @Nullable StoredOrganization find(String organizationId, boolean deleted) {
        List<StoredOrganization> found = jdbc.query(FIND_ORGANIZATION, OrganizationRow::read, organizationId, deleted);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public boolean hasChildren(String organizationId) {
        return Boolean.TRUE.equals(jdbc.queryForObject(HAS_CHILDREN, Boolean.class, organizationId));
    }

    @Override
    public @Nullable String findByLabel(String label) {
        List<String> found = jdbc.queryForList(FIND_BY_LABEL, String.class, label);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable StoredOrganization findByKey(String key) {
        if (TextValidation.hasControlCharacter(key)) {
            return null;
        }
        String id = key.startsWith("~") ? findByLabel(key.substring(1)) : findIdByKey(key);
        return id == null ? null : find(id);
    }

    private @Nullable String findIdByKey(String key) {
        UUID uuid = UuidParser.parse(key);
        List<String> found = jdbc.queryForList(FIND_ID_BY_KEY, String.class, key, key, uuid, key, key);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findKeyConflict(Organization organization) {
        List<String> found = jdbc.queryForList(
                FIND_KEY_CONFLICT,
                String.class,
                organization.organizationId(),
                organization.publicId(),
                organization.uuid());
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public void insert(StoredOrganization registered) {
        Organization organization = registered.organization();
        OrganizationProfile profile = organization.profile();
        jdbc.update(
                INSERT_ORGANIZATION,
                organization.organizationId(),
                organization.publicId(),
                organization.uuid(),
                organization.label(),
                profile.name(),
                organization.type().name(),
                organization.parentId(),
                organization.rebrandingEnabled(),
                organization.active(),
                profile.description(),
                profile.properties(),
                profile.mfaRequired(),
                profile.applicationId(),
                profile.branding().logo(),
                profile.branding().darkLogo(),
                profile.branding().favicon(),
                profile.branding().darkFavicon(),
                registered.revision(),
                RowArrays.time(registered.createdAt()),
                RowArrays.time(registered.updatedAt()),
                TextFolding.foldPrefix(profile.name()),
                profile.name());
    }

    @Override
    public void update(StoredOrganization changed) {
        Organization organization = changed.organization();
        OrganizationProfile profile = organization.profile();
        int updated = jdbc.update(
                UPDATE_ORGANIZATION,
                organization.label(),
                profile.name(),
                organization.parentId(),
                organization.rebrandingEnabled(),
                organization.active(),
                profile.description(),
                profile.properties(),
                profile.mfaRequired(),
                profile.applicationId(),
                profile.branding().logo(),
                profile.branding().darkLogo(),
                profile.branding().favicon(),
                profile.branding().darkFavicon(),
                changed.revision(),
                RowArrays.time(changed.updatedAt()),
                TextFolding.foldPrefix(profile.name()),
                profile.name(),
                organization.organizationId(),
                changed.revision() - 1);
        RowArrays.requireRows(1, updated, "organizations to be updated");
    }

    @Override
    public void markDeleted(String organizationId, Instant now) {
        RowArrays.requireRows(
                1, jdbc.update(MARK_DELETED, RowArrays.time(now), organizationId), "organizations to be deleted");
    }

    @Override
    public void saveLastRevision(String organizationId, long revision, Instant now) {
        RowArrays.requireRows(
                1,
                jdbc.update(SAVE_LAST_REVISION, revision, RowArrays.time(now), organizationId, revision - 1),
                "deleted organizations to be updated");
    }

    @Override
    public void resolveRebranding(String organizationId, UUID commandId, String actor) {
        jdbc.query(LOCK_SUBTREE, row -> {}, organizationId);
        jdbc.update(RESOLVE_REBRANDING_AND_QUEUE_WORK, organizationId, commandId, actor);
    }
}
