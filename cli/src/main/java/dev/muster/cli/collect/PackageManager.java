package dev.muster.cli.collect;

import java.util.List;

/** A package manager that may be installed on this host. */
interface PackageManager {

    /** The name used in {@code collector} of reports. */
    String name();

    /** Returns all installed packages; empty if this host does not use this package manager. */
    List<InstalledPackage> installed();
}
