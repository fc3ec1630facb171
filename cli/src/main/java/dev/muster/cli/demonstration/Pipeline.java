package dev.muster.cli.demonstration;

import dev.muster.cli.consistency.Database;
import dev.muster.cli.kafka.KafkaConnection;
import java.nio.file.Path;

/**
 * The running pipeline, as the demonstration needs it.
 *
 * @param reader who may read the published views
 * @param administrator who may look into the services' own tables
 * @param logs the folder where the services write what they do
 * @param stillRuns fails when a part of the pipeline has ended
 */
public record Pipeline(KafkaConnection kafka, Database reader, Database administrator, Path logs, Runnable stillRuns) {}
