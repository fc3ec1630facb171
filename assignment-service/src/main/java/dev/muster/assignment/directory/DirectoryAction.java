package dev.muster.assignment.directory;

/** What a directory command wishes. */
public interface DirectoryAction {

    /** The organization that it is about. */
    String organizationId();
}
