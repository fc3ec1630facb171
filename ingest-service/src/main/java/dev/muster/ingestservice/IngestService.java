package dev.muster.ingestservice;

import dev.muster.messaging.InputConfiguration;
import dev.muster.messaging.PipelineConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The ingest service: reads inventory.reports, keeps the schema inventory, tells what changed. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import({PipelineConfiguration.class, InputConfiguration.class})
public class IngestService {

    /** Starts the service; its settings are in application.yml. */
    public static void main(String[] arguments) {
        SpringApplication.run(IngestService.class, arguments);
    }
}
