package dev.muster.cli.local;

import dev.muster.cli.failure.CliException;
import dev.muster.cli.kafka.MusterFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Held by the one process that runs the local pipeline of a checkout; the kernel gives it back when that process ends. */
final class LocalLock implements AutoCloseable {

    private final FileChannel channel;

    private LocalLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or fails with the process id of the one who has it. */
    static LocalLock take(MusterFolder folder) {
        try {
            Files.createDirectories(folder.logs());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw CliException.infrastructure("it runs already, as process "
                        + Files.readString(folder.lock()).strip() + ": use that one (see " + folder.environment()
                        + "), or stop it with Ctrl-C where it was started");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
            return new LocalLock(channel);
        } catch (IOException e) {
            throw CliException.infrastructure("cannot use the folder " + folder.path() + ": " + e, e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            throw CliException.infrastructure("cannot give back the lock of the local pipeline: " + e, e);
        }
    }
}
