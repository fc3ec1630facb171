package dev.muster.cli.collect;

import java.util.Map;

/**
 * A service installed on this host.
 *
 * @param id unique among the services; never equal to a package name
 * @param file the path of its definition
 * @param source the service manager: systemd or init.d
 * @param state the known parts of its state; values are strings
 */
record InstalledService(String id, String name, String file, String source, Map<String, Object> state) {}
