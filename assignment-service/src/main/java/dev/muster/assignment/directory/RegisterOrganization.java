package dev.muster.assignment.directory;

/** Makes an organization known; one that is there already with the same attributes is left as it is. */
public record RegisterOrganization(Organization organization) implements DirectoryAction {

    @Override
    public String subjectId() {
        return organizationId();
    }

    /** The organization that is made known. */
    public String organizationId() {
        return organization.organizationId();
    }
}
