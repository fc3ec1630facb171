package dev.muster.assignment.directory;

/** Associates an application in exactly this way. */
public record AssociateApplication(Association association) implements DirectoryAction {

    @Override
    public String subjectId() {
        return association.organizationId();
    }
}
