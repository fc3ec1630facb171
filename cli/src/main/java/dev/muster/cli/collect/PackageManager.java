package dev.muster.cli.collect;

import java.util.List;

/** Knows what is installed on this host. */
interface PackageManager {

    /** Its name, as in a report's {@code collector}. */
    String name();

    /** Every installed package; none when it is not this host's package manager. */
    List<InstalledPackage> installed();
}
