package dev.muster.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Creates, starts and stops a PostgreSQL server with its cluster in one folder. */
final class PostgresServer {

    static final String ADMIN = "postgres";

    private static final int WAIT_SECONDS = 60;
    static final String DATA = "postgres";
    private static final String STANDBY = "standby";
    private static final String LOG = "postgres.log";
    private static final String PID_FILE = "postmaster.pid";

    private final PostgresPrograms programs;
    private final Path data;
    private final Path log;
    private final String options;

    private PostgresServer(PostgresPrograms programs, Path data, Path log, String options) {
        this.programs = programs;
        this.data = data;
        this.log = log;
        this.options = options;
    }

    /** The server in the folder {@code postgres} of a stack's data folder; creates the cluster if there is none. */
    static PostgresServer open(Path dataFolder, int port, boolean durable, DatabaseServer kind, Passwords passwords)
            throws IOException {
        PostgresServer server = new PostgresServer(
                PostgresPrograms.install(),
                dataFolder.resolve(DATA),
                dataFolder.resolve(LOG),
                optionsOf(port, durable, kind));
        if (!Files.exists(server.data)) {
            server.createCluster(passwords, durable);
        }
        return server;
    }

    /**
     * Stops an orphan server that a killed process has left in a stack's data folder. The caller holds the lock of the
     * folder.
     */
    static void stopOrphan(Path dataFolder) throws IOException {
        Path data = dataFolder.resolve(DATA);
        if (Files.exists(data.resolve(PID_FILE))) {
            new PostgresServer(PostgresPrograms.install(), data, dataFolder.resolve(LOG), "").stop();
        }
    }

    /** The server of a standby, in the folder {@code standby} of the stack's data folder. */
    static PostgresServer ofStandby(Path dataFolder, int port, boolean durable, DatabaseServer kind)
            throws IOException {
        return new PostgresServer(
                PostgresPrograms.install(),
                dataFolder.resolve(STANDBY),
                dataFolder.resolve(STANDBY + ".log"),
                optionsOf(port, durable, kind));
    }

    private static String optionsOf(int port, boolean durable, DatabaseServer kind) {
        List<String> options = new ArrayList<>(List.of(
                "listen_addresses=" + FreePorts.LOOPBACK,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "jit=off",
                "log_timezone=UTC",
                "timezone=UTC"));
        options.addAll(kind.options());
        if (!durable) {
            options.addAll(List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off"));
        }
        StringBuilder joined = new StringBuilder();
        options.forEach(option -> joined.append("-c ").append(option).append(' '));
        return joined.toString();
    }

    private void createCluster(Passwords passwords, boolean durable) throws IOException {
        Path created = data.resolveSibling("postgres.new");
        Path passwordFile = data.resolveSibling("postgres.password");
        if (Files.exists(created)) {
            DataFolder.delete(created); // left by an interrupted start
        }
        programs.prepareFolder(created);
        OwnerOnly.write(passwordFile, passwords.admin());
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + created,
                "--username=" + ADMIN,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
        if (durable) {
            arguments.add("--sync-method=fsync");
        } else {
            // Tests log in thousands of times; random passwords need no slow hash.
            arguments.addAll(List.of("--no-sync", "--set=scram_iterations=1"));
        }
        try {
            run("initdb", arguments.toArray(String[]::new));
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(created, data);
    }

    /** Returns when connections are accepted. */
    void start() throws IOException {
        programs.prepareFolder(data);
        stop(); // an orphan of a killed process: this one holds the lock of the data folder
        control("start", "--log=" + log, "--options=" + options);
    }

    /** Ends all connections; returns when the server has written everything to disk and ended. */
    void stop() throws IOException {
        if (isRunning()) {
            control("stop", "--mode=fast");
        }
    }

    /** Promotes a standby; returns when it accepts writes. */
    void promote() throws IOException {
        control("promote");
    }

    /** The folder of the cluster. */
    Path data() {
        return data;
    }

    private boolean isRunning() throws IOException {
        Path pidFile = data.resolve(PID_FILE);
        if (!Files.exists(pidFile)) {
            return false;
        }
        if (isOfAnotherProgram(pidFile)) {
            Files.delete(pidFile); // left by a crash of the machine; another process has the PID now
            return false;
        }
        return programs.run("pg_ctl", List.of("status", "--pgdata=" + data), log)
                .isSuccess();
    }

    private static boolean isOfAnotherProgram(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .filter(command -> !command.endsWith("/postgres"))
                .isPresent();
    }

    private void control(String action, String... options) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of(action, "--wait", "--silent", "--timeout=" + WAIT_SECONDS, "--pgdata=" + data));
        arguments.addAll(List.of(options));
        run("pg_ctl", arguments.toArray(String[]::new));
    }

    private void run(String program, String... arguments) throws IOException {
        PostgresPrograms.Result result = programs.run(program, List.of(arguments), log);
        if (!result.isSuccess()) {
            throw new LocalStackException(
                    LocalStackException.Code.DATABASE_FAILED,
                    program + " for " + data + " ended with " + result.exitCode() + "; see " + log + "; output: "
                            + result.output().strip());
        }
    }
}
