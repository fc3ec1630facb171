package dev.muster.assignmentservice.organization.postgres;

import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationStore;
import dev.muster.assignmentservice.organization.StoredOrganization;
import dev.muster.assignmentservice.postgres.RowArrays;
import dev.muster.assignmentservice.search.TextFolding;
import dev.muster.text.TextValidation;
import dev.muster.text.UuidParser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** {@link OrganizationStore} in PostgreSQL. */
public final class PostgresOrganizationStore implements OrganizationStore {

    private final JdbcTemplate jdbc;

    public PostgresOrganizationStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable StoredOrganization find(String organizationId) {
        List<StoredOrganization> found =
                jdbc.query(OrganizationSql.FIND_ORGANIZATION, OrganizationRow::read, organizationId);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findByLabel(String label) {
        List<String> found = jdbc.queryForList(OrganizationSql.FIND_BY_LABEL, String.class, label);
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
        List<String> found = jdbc.queryForList(OrganizationSql.FIND_ID_BY_KEY, String.class, key, key, uuid, key, key);
        return found.isEmpty() ? null : found.get(0);
    }

    @Override
    public @Nullable String findKeyConflict(Organization organization) {
        List<String> found = jdbc.queryForList(
                OrganizationSql.FIND_KEY_CONFLICT,
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
                OrganizationSql.INSERT_ORGANIZATION,
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
                OrganizationSql.UPDATE_ORGANIZATION,
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
    public void resolveRebranding(String organizationId, UUID commandId, String actor) {
        jdbc.query(OrganizationSql.LOCK_SUBTREE, row -> {}, organizationId);
        jdbc.update(OrganizationSql.RESOLVE_REBRANDING_AND_QUEUE_WORK, organizationId, commandId, actor);
    }
}
