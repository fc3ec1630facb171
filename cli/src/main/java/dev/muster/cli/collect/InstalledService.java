package dev.muster.cli.collect;

import java.util.Map;

/**
 * A service that this host can run.
 *
 * @param id unique among the host's services, and never the name of a package
 * @param file what defines it, by its path
 * @param source what runs it: systemd or init.d
 * @param state what is known of its state; values are strings
 */
record InstalledService(String id, String name, String file, String source, Map<String, Object> state) {}
