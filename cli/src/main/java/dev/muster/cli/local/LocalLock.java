package dev.muster.cli.local;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.installation.MusterFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * File lock held by the process that runs the local pipeline; the operating system releases it when the process exits.
 */
final class LocalLock implements AutoCloseable {

    private final FileChannel channel;

    private LocalLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Acquires the lock, or fails with the process id of its holder. */
    static LocalLock acquire(MusterFolder folder) {
        try {
            Files.createDirectories(folder.logs());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw CliException.unavailable("already running as process "
                        + Files.readString(folder.lock()).strip() + ": use it (see " + folder.environment()
                        + ") or stop it with Ctrl-C in its terminal");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new LocalLock(channel);
        } catch (IOException e) {
            throw CliException.unavailable("cannot use the folder " + folder.path() + ": " + Cause.of(e), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this process
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            throw CliException.unavailable("cannot release the lock of the local pipeline: " + e, e);
        }
    }
}
