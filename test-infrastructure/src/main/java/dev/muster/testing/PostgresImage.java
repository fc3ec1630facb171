package dev.muster.testing;

import java.util.UUID;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.MountableFile;

/** The database's image, with the roles and schemas of a deployment. */
final class PostgresImage {

    static final Servers.Login ADMIN = login("postgres");
    static final Servers.Login INGEST = login("muster_ingest");
    static final Servers.Login ASSIGNMENT = login("muster_assignment");

    private static final String NAME = "postgres:18";
    private static final int PORT = 5432;

    private PostgresImage() {}

    static PostgreSQLContainer container() {
        PostgreSQLContainer container = new PostgreSQLContainer(NAME)
                .withDatabaseName("muster")
                .withUsername(ADMIN.name())
                .withPassword(ADMIN.password());
        initialize(container, "roles.sql");
        initialize(container, "set-passwords.sql");
        return container
                .withEnv(
                        "POSTGRES_INITDB_ARGS",
                        "--encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8")
                .withEnv("MUSTER_INGEST_PASSWORD", INGEST.password())
                .withEnv("MUSTER_ASSIGNMENT_PASSWORD", ASSIGNMENT.password())
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200", "-c", "jit=off")
                .withCreateContainerCmdModifier(FixedPort.of(PORT));
    }

    private static void initialize(PostgreSQLContainer container, String script) {
        container.withCopyFileToContainer(
                MountableFile.forClasspathResource("dev/muster/testing/" + script),
                "/docker-entrypoint-initdb.d/" + script);
    }

    private static Servers.Login login(String role) {
        return new Servers.Login(role, UUID.randomUUID().toString());
    }
}
