package dev.muster.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A running Kafka broker and PostgreSQL server. */
public final class LocalStack implements AutoCloseable {

    private final DataFolder folder;
    private final LocalDatabase database;
    private final LocalBroker broker;

    private LocalStack(DataFolder folder, LocalDatabase database, LocalBroker broker) {
        this.folder = folder;
        this.database = database;
        this.broker = broker;
    }

    /**
     * Starts both and returns when both are ready.
     *
     * @throws LocalStackException when one cannot be started; nothing is left running
     */
    public static LocalStack start(LocalStackSettings settings) {
        DataFolder folder = open(settings);
        LocalDatabase database = null;
        LocalBroker broker = null;
        try {
            database = startDatabase(folder.path(), settings);
            broker = LocalBroker.start(folder.path(), settings.brokerPort(), settings.brokerProxyPort());
            return new LocalStack(folder, database, broker);
        } finally {
            if (broker == null) {
                release(folder, database);
            }
        }
    }

    /**
     * Deletes the data folder without following links, and stops an orphan PostgreSQL server that a killed process has
     * left in it.
     *
     * @return false when there is no such folder
     * @throws LocalStackException when another process works with them, or they cannot be deleted
     */
    public static boolean delete(Path dataFolder) {
        if (!Files.exists(dataFolder)) {
            return false;
        }
        try (DataFolder folder = DataFolder.open(dataFolder)) {
            PostgresServer.stopOrphan(folder.path());
            DataFolder.delete(folder.path());
            return true;
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATA_FOLDER_UNUSABLE,
                    "the data in " + dataFolder
                            + " cannot be deleted: check who owns them and which processes use them",
                    e);
        }
    }

    /** The bootstrap servers for clients. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The broker, to stop it and start it again. */
    public LocalBroker broker() {
        return broker;
    }

    /** The database: where it is, whom it knows; to stop it and start it again. */
    public LocalDatabase database() {
        return database;
    }

    /** The folder with all data and the log of PostgreSQL. */
    public Path dataFolder() {
        return folder.path();
    }

    /** Stops both, and deletes the data folder when it is a temporary one. */
    @Override
    public void close() {
        try {
            broker.stop();
        } finally {
            release(folder, database);
        }
    }

    private static DataFolder open(LocalStackSettings settings) {
        try {
            return DataFolder.open(settings.dataFolder());
        } catch (IOException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATA_FOLDER_UNUSABLE,
                    "the data folder " + settings.dataFolder() + " cannot be used: choose one that can be written to",
                    e);
        }
    }

    private static LocalDatabase startDatabase(Path folder, LocalStackSettings settings) {
        try {
            return LocalDatabase.start(folder, settings.databasePort(), settings.durable(), settings.server());
        } catch (IOException | SQLException e) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED,
                    "PostgreSQL with the data in " + folder + " could not be started",
                    e);
        }
    }

    private static void release(DataFolder folder, @Nullable LocalDatabase database) {
        try {
            if (database != null) {
                database.stop();
            }
        } finally {
            close(folder);
        }
    }

    private static void close(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + folder.path() + " could not be released", e);
        }
    }
}
