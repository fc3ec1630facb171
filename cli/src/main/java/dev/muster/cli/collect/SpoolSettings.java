package dev.muster.cli.collect;

import java.nio.file.Path;

/**
 * Where reports wait until they are sent.
 *
 * @param maxBytes maximum size of all files in the folder
 */
public record SpoolSettings(Path folder, long maxBytes) {}
