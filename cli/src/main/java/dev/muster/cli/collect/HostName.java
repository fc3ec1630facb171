package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The name of this host. */
public final class HostName {

    private static final Path HOSTNAME_FILE = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** Returns the host name, the default system id, truncated to the maximum length of an id. */
    public static String get() {
        try {
            String name = Files.isReadable(HOSTNAME_FILE)
                    ? Files.readString(HOSTNAME_FILE).strip()
                    : InetAddress.getLocalHost().getHostName();
            return ModuleIds.truncate(name);
        } catch (IOException e) {
            throw CliException.usage("cannot determine the host name: set --system");
        }
    }
}
