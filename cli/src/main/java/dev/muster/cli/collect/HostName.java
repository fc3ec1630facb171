package dev.muster.cli.collect;

import dev.muster.cli.failure.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this host calls itself. */
public final class HostName {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private HostName() {}

    /** The host's name, which its reports stand under when no other is given. */
    public static String get() {
        try {
            String name = Files.isReadable(KERNEL)
                    ? Files.readString(KERNEL).strip()
                    : InetAddress.getLocalHost().getHostName();
            return ModuleIds.fitting(name);
        } catch (IOException e) {
            throw CliException.usage("this host does not know its own name: give one with --system");
        }
    }
}
