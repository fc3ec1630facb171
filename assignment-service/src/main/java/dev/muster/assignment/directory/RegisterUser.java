package dev.muster.assignment.directory;

/** Makes a user known; one that is there already with the same attributes is left as it is. */
public record RegisterUser(User user) implements DirectoryAction {

    @Override
    public String subjectId() {
        return user.userId();
    }
}
