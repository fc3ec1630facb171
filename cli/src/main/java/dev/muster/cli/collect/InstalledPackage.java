package dev.muster.cli.collect;

import java.util.Map;

/**
 * A package as its manager knows it.
 *
 * @param version as the manager writes it, with epoch and revision
 * @param architecture empty when the manager has none for it
 * @param source the manager, and the origin where it is known: {@code rpm:Fedora Project}
 * @param details what else is known; values are strings, numbers and booleans
 */
record InstalledPackage(String name, String version, String architecture, String source, Map<String, Object> details) {}
