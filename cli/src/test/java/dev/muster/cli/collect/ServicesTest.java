package dev.muster.cli.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesTest {

    /** As systemctl 252 prints it. */
    private static final String OUTPUT = """
            Id=cron.service
            Description=Regular background program processing daemon
            LoadState=loaded
            ActiveState=active
            SubState=running
            FragmentPath=/lib/systemd/system/cron.service
            UnitFileState=enabled

            Id=auditd.service
            Description=auditd.service
            LoadState=not-found
            ActiveState=inactive
            SubState=dead
            FragmentPath=
            UnitFileState=
            """;

    @Test
    void onlyUnitsLoadedFromAFileAreServices() {
        List<InstalledService> services = Services.parseUnits(OUTPUT);

        assertThat(services).hasSize(1);
        assertThat(services.get(0).id()).isEqualTo("cron.service");
        assertThat(services.get(0).name()).isEqualTo("Regular background program processing daemon");
        assertThat(services.get(0).state())
                .containsEntry("active_state", "active")
                .containsEntry("unit_file_state", "enabled");
    }

    @Test
    void initScriptIsAServiceWithoutState(@TempDir Path folder) throws Exception {
        Path script = Files.createFile(folder.resolve("cron"));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path readme = Files.createFile(folder.resolve("README"));
        Files.setPosixFilePermissions(readme, PosixFilePermissions.fromString("rw-r--r--"));

        List<InstalledService> services = Services.scripts(folder);

        assertThat(services).extracting(InstalledService::id).containsExactly("init.d/cron");
        assertThat(services.get(0).state()).isEmpty();
    }

    @Test
    void hostWithoutInitScriptsHasNoServices(@TempDir Path folder) {
        assertThat(Services.scripts(folder.resolve("init.d"))).isEmpty();
    }

    @Test
    void parsesFileOwners() {
        String answer = """
                cron: /etc/init.d/cron
                libpam-systemd:amd64, systemd: /lib/systemd/system
                diversion by dash from: /bin/sh
                """;

        assertThat(FileOwners.parse(answer))
                .containsEntry("/etc/init.d/cron", "cron")
                .containsEntry("/lib/systemd/system", "libpam-systemd")
                .hasSize(2);
    }
}
