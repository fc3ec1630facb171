package dev.muster.cli.collect;

import dev.muster.cli.failure.Cause;
import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists systemd units if systemd is running, else the scripts in /etc/init.d, whose state is unknown. */
final class Services {

    private static final Path SCRIPTS = Path.of("/etc/init.d");

    private static final List<String> SHOW_UNITS = List.of(
            "systemctl",
            "show",
            "--no-pager",
            "--property=Id,Description,LoadState,ActiveState,SubState,UnitFileState,FragmentPath",
            "*.service");

    private Services() {}

    static List<InstalledService> installed() {
        Optional<String> units = HostProgram.run(SHOW_UNITS);
        return units.isPresent() ? parseUnits(units.get()) : scripts(SCRIPTS);
    }

    /** Parses blocks of {@code Name=value} lines, separated by empty lines; keeps units that are loaded from a file. */
    static List<InstalledService> parseUnits(String output) {
        List<InstalledService> services = new ArrayList<>();
        for (String block : output.split("\n\n", -1)) {
            Map<String, String> unit = new HashMap<>();
            for (String line : block.split("\n", -1)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    unit.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            String file = unit.getOrDefault("FragmentPath", "");
            if ("loaded".equals(unit.get("LoadState")) && !file.isEmpty()) {
                services.add(service(unit, file));
            }
        }
        return services;
    }

    private static InstalledService service(Map<String, String> unit, String file) {
        Fields state = new Fields()
                .text("active_state", unit.getOrDefault("ActiveState", ""))
                .text("sub_state", unit.getOrDefault("SubState", ""))
                .text("unit_file_state", unit.getOrDefault("UnitFileState", ""));
        String id = unit.getOrDefault("Id", file);
        return new InstalledService(id, unit.getOrDefault("Description", id), file, "systemd", state.map());
    }

    static List<InstalledService> scripts(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .sorted()
                    .map(Services::script)
                    .toList();
        } catch (IOException e) {
            throw CliException.unavailable("cannot list " + folder + ": " + Cause.of(e), e);
        }
    }

    private static InstalledService script(Path file) {
        String name = String.valueOf(file.getFileName());
        return new InstalledService("init.d/" + name, name, file.toString(), "init.d", Map.of());
    }
}
