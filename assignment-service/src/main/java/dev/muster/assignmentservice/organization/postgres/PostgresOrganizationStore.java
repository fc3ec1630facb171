package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.directory.postgres.DirectorySql;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationKeys;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.text.TextValidation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Organizations in PostgreSQL. */
public final class PostgresOrganizationStore implements OrganizationStore {

    private final JdbcTemplate jdbc;

    /** A store in the current schema of the template's data source. */
    public PostgresOrganizationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lockDirectory() {
        jdbc.query(DirectorySql.LOCK_DIRECTORY, row -> {});
    }

    @Override
    public @Nullable StoredOrganization find(String organizationId) {
        List<StoredOrganization> found =
                jdbc.query(DirectorySql.FIND_ORGANIZATION, OrganizationRow::read, organizationId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findByLabel(String label) {
        List<String> found = jdbc.queryForList(DirectorySql.FIND_BY_LABEL, String.class, label);
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
        UUID uuid = OrganizationKeys.parseUuid(key);
        List<String> found = jdbc.queryForList(DirectorySql.FIND_ID_BY_KEY, String.class, key, key, uuid, key, key);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findSameKeys(Organization organization) {
        List<String> found = jdbc.queryForList(
                DirectorySql.FIND_SAME_KEYS,
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
                DirectorySql.INSERT_ORGANIZATION,
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
                TextFolding.foldBeginning(profile.name()),
                profile.name());
    }

    @Override
    public void update(StoredOrganization changed) {
        Organization organization = changed.organization();
        OrganizationProfile profile = organization.profile();
        int updated = jdbc.update(
                DirectorySql.UPDATE_ORGANIZATION,
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
                TextFolding.foldBeginning(profile.name()),
                profile.name(),
                organization.organizationId(),
                changed.revision() - 1);
        RowArrays.requireRows(1, updated, "organizations to be updated");
    }

    @Override
    public void resolveRebranding(String organizationId, UUID commandId, String actor) {
        jdbc.query(DirectorySql.LOCK_SUBTREE, row -> {}, organizationId);
        jdbc.update(DirectorySql.RESOLVE_REBRANDING_AND_QUEUE_WORK, organizationId, commandId, actor);
    }
}
