package dev.muster.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The ingest service: reads inventory.reports, keeps the schema inventory, tells what changed. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class IngestService {

    /** Starts the service; its settings are in application.yml. */
    public static void main(String[] arguments) {
        SpringApplication.run(IngestService.class, arguments);
    }
}
