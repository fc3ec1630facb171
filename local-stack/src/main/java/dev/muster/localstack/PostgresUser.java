package dev.muster.localstack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The user that PostgreSQL runs as. It refuses to run as root, so root, as in many containers, runs it as {@code
 * nobody} with the capability dac_override, to access folders such as root's home.
 *
 * @param name null for the user of this process
 * @param prefix the command prefix to run a command as this user
 */
record PostgresUser(@Nullable String name, List<String> prefix) {

    private static final PostgresUser SELF = new PostgresUser(null, List.of());

    private static final PostgresUser NOBODY = new PostgresUser(
            "nobody",
            List.of(
                    "setpriv",
                    "--reuid=nobody",
                    "--regid=65534",
                    "--clear-groups",
                    "--inh-caps=-all,+dac_override",
                    "--ambient-caps=-all,+dac_override",
                    // Otherwise access(2), with which PostgreSQL finds its own programs, ignores the capability.
                    "--securebits=+no_setuid_fixup",
                    "--"));

    static PostgresUser ofThisProcess() {
        return "root".equals(System.getProperty("user.name")) ? NOBODY : SELF;
    }

    /** Makes this user the owner of the folder and its content. */
    void own(Path folder) throws IOException {
        if (name == null) {
            return;
        }
        UserPrincipal owner =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        if (owner.equals(Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS))) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setOwner(file, owner);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.setOwner(visited, owner);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
