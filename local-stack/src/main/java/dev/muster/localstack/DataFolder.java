package dev.muster.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The data folder of a stack. A lock file prevents two stacks from using it at once. */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private final FileChannel lock;

    private DataFolder(Path path, boolean temporary, FileChannel lock) {
        this.path = path;
        this.temporary = temporary;
        this.lock = lock;
    }

    /** The given folder, or a temporary one for null. */
    static DataFolder open(@Nullable Path requested) throws IOException {
        if (requested == null) {
            Path path = Files.createTempDirectory("muster-local-stack-");
            return new DataFolder(path, true, lock(path));
        }
        Path path = requested.toAbsolutePath().normalize();
        OwnerOnly.createFolder(path);
        return new DataFolder(path, false, lock(path));
    }

    Path path() {
        return path;
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new LocalStackException(
                    LocalStackException.Code.DATA_FOLDER_IN_USE,
                    "another process works with " + path + ": stop it, or choose another folder");
        }
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    /** Releases the lock, and deletes a temporary folder. */
    @Override
    public void close() throws IOException {
        if (temporary) {
            delete(path);
        }
        lock.close();
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
