package dev.muster.assignmentservice.directory;

import java.time.Instant;
import java.util.UUID;

/** One change of one subject of the directory. Each change becomes one event. */
public interface DirectoryChange {

    /** The revision of the subject after the change, from 1. */
    long revision();

    /** The command that caused the change. */
    UUID commandId();

    /** Who issued the command. */
    String actor();

    Instant recordedAt();
}
