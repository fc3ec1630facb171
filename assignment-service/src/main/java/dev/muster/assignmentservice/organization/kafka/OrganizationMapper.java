package dev.muster.assignmentservice.organization.kafka;

import dev.muster.assignmentservice.kafka.FieldRules;
import dev.muster.assignmentservice.kafka.JsonProperties;
import dev.muster.assignmentservice.organization.Branding;
import dev.muster.assignmentservice.organization.ChangeOrganization;
import dev.muster.assignmentservice.organization.Organization;
import dev.muster.assignmentservice.organization.OrganizationProfile;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.organization.ProfileChange;
import dev.muster.assignmentservice.organization.RegisterOrganization;
import dev.muster.messaging.consumer.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/** Maps organizations between Avro and the domain. */
final class OrganizationMapper {

    private OrganizationMapper() {}

    static RegisterOrganization registration(dev.muster.directory.RegisterOrganization register)
            throws InvalidRecordException {
        requireParentId(register.getParentId());
        OrganizationProfile profile = new OrganizationProfile(
                register.getName(),
                register.getDescription(),
                JsonProperties.compact("properties", register.getProperties()),
                register.getMfaRequired(),
                register.getApplicationId(),
                new Branding(
                        register.getLogo(), register.getDarkLogo(), register.getFavicon(), register.getDarkFavicon()));
        return new RegisterOrganization(new Organization(
                register.getOrganizationId(),
                register.getLabel(),
                OrganizationType.valueOf(register.getType().name()),
                register.getParentId(),
                register.getRebrandingEnabled(),
                register.getActive(),
                profile));
    }

    static ChangeOrganization change(dev.muster.directory.ChangeOrganization change) throws InvalidRecordException {
        requireParentId(change.getParentId());
        String properties = change.getProperties();
        ProfileChange profile = new ProfileChange(
                change.getName(),
                change.getDescription(),
                properties == null ? null : JsonProperties.compact("properties", properties),
                change.getMfaRequired(),
                change.getApplicationId(),
                change.getLogo(),
                change.getDarkLogo(),
                change.getFavicon(),
                change.getDarkFavicon());
        return new ChangeOrganization(
                change.getOrganizationId(),
                change.getLabel(),
                change.getParentId(),
                change.getRebrandingEnabled(),
                change.getActive(),
                profile);
    }

    static dev.muster.directory.@Nullable Organization encode(@Nullable Organization organization) {
        if (organization == null) {
            return null;
        }
        OrganizationProfile profile = organization.profile();
        Branding branding = profile.branding();
        return dev.muster.directory.Organization.newBuilder()
                .setOrganizationId(organization.organizationId())
                .setLabel(organization.label())
                .setName(profile.name())
                .setType(dev.muster.directory.OrganizationType.valueOf(
                        organization.type().name()))
                .setParentId(organization.parentId())
                .setRebrandingEnabled(organization.rebrandingEnabled())
                .setActive(organization.active())
                .setPublicId(organization.publicId())
                .setUuid(organization.uuid().toString())
                .setDescription(profile.description())
                .setProperties(profile.properties())
                .setMfaRequired(profile.mfaRequired())
                .setApplicationId(profile.applicationId())
                .setLogo(branding.logo())
                .setDarkLogo(branding.darkLogo())
                .setFavicon(branding.favicon())
                .setDarkFavicon(branding.darkFavicon())
                .build();
    }

    private static void requireParentId(@Nullable String parentId) throws InvalidRecordException {
        if (parentId != null) {
            FieldRules.requireId("parent_id", parentId);
        }
    }
}
