package dev.muster.cli.demonstration;

import dev.muster.cli.access.AssignmentApi;
import dev.muster.cli.consistency.Database;
import dev.muster.cli.kafka.KafkaConnection;
import java.nio.file.Path;

/**
 * Access to the running pipeline.
 *
 * @param api the assignment service, as a platform administrator
 * @param reader a login that may read the published views
 * @param administrator a login that may read the tables of the services
 * @param logs the folder of the service logs
 * @param requireRunning throws if a service has exited
 */
public record Pipeline(
        KafkaConnection kafka,
        AssignmentApi api,
        Database reader,
        Database administrator,
        Path logs,
        Runnable requireRunning) {}
