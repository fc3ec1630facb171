package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import dev.muster.schemas.UnreadableValueException;
import dev.muster.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reports that wait on disk until they are sent, oldest first. A file has one report in single-object encoding; its name
 * has its position in the order and the SHA-256 hash of its content. A report that {@link #add} has returned for survives
 * a crash of the machine. Bounded in bytes and files; when it is full, the oldest reports are dropped, because a newer
 * snapshot replaces what they say. Not thread-safe; the lock file keeps other processes out.
 */
final class Spool implements AutoCloseable {

    /** Maximum number of reports. */
    static final int MAX_REPORTS = 1_000;

    /** Maximum number of files that were set aside. */
    static final int MAX_SET_ASIDE = 10;

    private static final String LOCK = "lock";
    /** Only the holder of the lock writes, one report at a time. */
    private static final String INCOMING = "incoming.tmp";

    private static final String REPORT = ".report";
    private static final String DAMAGED = ".damaged";
    private static final String REFUSED = ".refused";
    private static final Pattern NAME =
            Pattern.compile("(\\d{19})-([0-9a-f]{64})(\\" + REPORT + "|\\" + DAMAGED + "|\\" + REFUSED + ")");

    /** Reports are at most 8 MiB; a larger file is no report. */
    private static final int MAX_FILE_BYTES = 16 * 1024 * 1024;

    private final Path folder;
    private final long maxBytes;
    private final Consumer<String> log;
    private final FileChannel lock;
    private final TreeMap<Long, SpoolFile> reports = new TreeMap<>();
    private final TreeMap<Long, SpoolFile> setAside = new TreeMap<>();
    /** Files that were sent or dropped but could not be deleted. */
    private final Deque<SpoolFile> undeleted = new ArrayDeque<>();

    private long nextPosition;
    private long dropped;

    private record SpoolFile(long position, String sha256, Path path, long bytes) {}

    private Spool(Path folder, long maxBytes, Consumer<String> log, FileChannel lock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.log = log;
        this.lock = lock;
    }

    /**
     * Opens the spool in the folder, which is created if it does not exist.
     *
     * @param maxBytes maximum size of all files
     * @param log receives a line for each report that is dropped or moved aside
     * @throws IOException if the folder cannot be written
     * @throws CliException if another process uses the spool
     */
    static Spool open(Path folder, long maxBytes, Consumer<String> log) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Spool spool = new Spool(folder, maxBytes, log, lock(folder));
        try {
            spool.list();
            return spool;
        } catch (IOException e) {
            spool.close();
            throw e;
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel channel = create(file);
        try {
            if (channel.tryLock() != null) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8)));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held by this process: reported below
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw CliException.unavailable("the spool " + folder + " is used by process "
                + Files.readString(file).strip() + ": stop that collector, or give this one a spool of its own"
                + " with --spool");
    }

    private void list() throws IOException {
        Files.deleteIfExists(folder.resolve(INCOMING));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches() && Files.isRegularFile(file)) {
                    SpoolFile found =
                            new SpoolFile(Long.parseLong(name.group(1)), name.group(2), file, Files.size(file));
                    (name.group(3).equals(REPORT) ? reports : setAside).put(found.position(), found);
                    nextPosition = Math.max(nextPosition, found.position() + 1);
                }
            }
        }
    }

    /**
     * Adds a report; returns when it is on disk.
     *
     * @throws IOException if it cannot be written
     */
    void add(EncodedReport report) throws IOException {
        deleteUndeleted();
        byte[] value = report.value();
        makeRoom(value.length);
        String sha256 = Sha256.hex(value);
        long position = nextPosition++;
        Path target = folder.resolve(String.format("%019d-%s%s", position, sha256, REPORT));
        Path incoming = folder.resolve(INCOMING);
        try {
            Files.deleteIfExists(incoming);
            try (FileChannel channel = create(incoming)) {
                ByteBuffer remaining = ByteBuffer.wrap(value);
                while (remaining.hasRemaining()) {
                    channel.write(remaining);
                }
                channel.force(true);
            }
            Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            discard(incoming, e);
            throw e;
        }
        reports.put(position, new SpoolFile(position, sha256, target, value.length));
        syncFolder();
    }

    /** Deletes files that were set aside, then the oldest reports. */
    private void makeRoom(int bytes) throws IOException {
        if (bytes > maxBytes) {
            throw new FileSystemException(
                    folder.toString(), null, "the report has " + bytes + " bytes, more than --spool-limit");
        }
        while (!setAside.isEmpty() && bytes() + bytes > maxBytes) {
            Files.deleteIfExists(setAside.firstEntry().getValue().path());
            setAside.pollFirstEntry();
        }
        while (!reports.isEmpty() && (bytes() + bytes > maxBytes || reports.size() >= MAX_REPORTS)) {
            Files.deleteIfExists(reports.firstEntry().getValue().path());
            reports.pollFirstEntry();
            dropped++;
            log.accept("the spool " + folder + " is full: its oldest report is dropped, " + dropped
                    + " since the start; newer reports replace what it says");
        }
    }

    private long bytes() {
        return Stream.of(reports.values(), setAside.values(), undeleted)
                .flatMap(files -> files.stream())
                .mapToLong(SpoolFile::bytes)
                .sum();
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void discard(Path incoming, IOException failure) {
        try {
            Files.deleteIfExists(incoming);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Makes renames survive a crash of the machine. */
    private void syncFolder() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The number of reports. */
    int size() {
        return reports.size();
    }

    /** The oldest intact report; damaged files before it are moved aside. Empty if there is none. */
    Optional<EncodedReport> oldest() {
        while (!reports.isEmpty()) {
            SpoolFile file = reports.firstEntry().getValue();
            try {
                EncodedReport report = read(file);
                if (report != null) {
                    return Optional.of(report);
                }
                moveAside(file, DAMAGED, "it is damaged");
            } catch (NoSuchFileException e) {
                reports.remove(file.position());
            } catch (IOException e) {
                moveAside(file, DAMAGED, "it cannot be read: " + Cause.of(e));
            }
        }
        return Optional.empty();
    }

    /** Null if the content is not what was written. */
    private static @Nullable EncodedReport read(SpoolFile file) throws IOException {
        try (InputStream in = Files.newInputStream(file.path())) {
            byte[] value = in.readNBytes(MAX_FILE_BYTES);
            return Sha256.hex(value).equals(file.sha256()) ? EncodedReport.decode(value) : null;
        } catch (UnreadableValueException e) {
            return null;
        }
    }

    /**
     * Removes the oldest report, which was sent.
     *
     * @throws IOException if its file cannot be deleted; then it is deleted later, and not sent again by this process
     */
    void removeOldest() throws IOException {
        SpoolFile file = reports.pollFirstEntry().getValue();
        try {
            Files.deleteIfExists(file.path());
        } catch (IOException e) {
            undeleted.add(file);
            throw e;
        }
    }

    private void deleteUndeleted() throws IOException {
        while (!undeleted.isEmpty()) {
            Files.deleteIfExists(undeleted.getFirst().path());
            undeleted.removeFirst();
        }
    }

    /** Moves the oldest report aside, because it was refused. */
    void setOldestAside(String reason) {
        moveAside(reports.firstEntry().getValue(), REFUSED, "it was refused: " + reason);
    }

    /** Whatever happens, the file blocks those behind it no longer. */
    private void moveAside(SpoolFile file, String suffix, String reason) {
        reports.remove(file.position());
        String name = String.valueOf(file.path().getFileName());
        Path target = folder.resolve(name.substring(0, name.length() - REPORT.length()) + suffix);
        try {
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
            setAside.put(file.position(), new SpoolFile(file.position(), file.sha256(), target, file.bytes()));
            log.accept("a report in the spool is not sent, because " + reason + "; moved aside as " + target);
            while (setAside.size() > MAX_SET_ASIDE) {
                Files.deleteIfExists(setAside.firstEntry().getValue().path());
                setAside.pollFirstEntry();
            }
        } catch (IOException e) {
            undeleted.add(file);
            log.accept("a report in the spool is not sent, because " + reason + "; " + file.path()
                    + " cannot be moved aside: " + Cause.of(e));
        }
    }

    /** The files that were set aside, for tests. */
    List<Path> setAside() {
        List<Path> files = new ArrayList<>();
        setAside.values().forEach(file -> files.add(file.path()));
        return files;
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
