package dev.muster.cli.access;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written beside its place, and moved there when it is complete. */
final class ExportFile implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Path target;
    private final Path partial;
    private final FileChannel channel;

    private ExportFile(Path target, Path partial, FileChannel channel) {
        this.target = target;
        this.partial = partial;
        this.channel = channel;
    }

    /**
     * Creates the file beside its place.
     *
     * @throws CliException if it cannot be created, or something else than a file is in its place
     */
    static ExportFile besides(Path target) {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw CliException.usage("cannot write " + target + ": it is not a file");
        }
        Path partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // For an export that is interrupted with Ctrl-C.
            partial.toFile().deleteOnExit();
            return new ExportFile(target, partial, channel);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /**
     * Writes all of a stream, and moves the file to its place.
     *
     * @throws IOException if the stream fails
     * @throws CliException if the file cannot be written or moved
     */
    void write(InputStream content) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            write(ByteBuffer.wrap(buffer, 0, count));
        }
        try {
            channel.force(true);
            channel.close();
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    /** Deletes what is not in its place. */
    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(partial);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static CliException unwritable(Path target, IOException e) {
        return CliException.usage("cannot write " + target + ": " + Cause.of(e));
    }
}
