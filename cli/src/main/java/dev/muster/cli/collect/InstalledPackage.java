package dev.muster.cli.collect;

import java.util.Map;

/**
 * An installed package.
 *
 * @param version as the package manager prints it, with epoch and revision
 * @param architecture empty if the package manager has none
 * @param source the package manager, with the origin if known: {@code rpm:Fedora Project}
 * @param details further fields; values are strings, numbers and booleans
 */
record InstalledPackage(String name, String version, String architecture, String source, Map<String, Object> details) {}
