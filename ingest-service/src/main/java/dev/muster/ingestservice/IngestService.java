package dev.muster.ingestservice;

import dev.muster.messaging.PipelineConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;

/** The ingest service: consumes inventory.reports, maintains the schema inventory and publishes its changes. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(PipelineConfiguration.class)
public class IngestService {

    public static void main(String[] arguments) {
        SpringApplication.run(IngestService.class, arguments);
    }
}
