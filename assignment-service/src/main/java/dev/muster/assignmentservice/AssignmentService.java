package dev.muster.assignmentservice;

import dev.muster.messaging.PipelineConfiguration;
import org.jspecify.annotations.NullMarked;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The assignment service: handles commands, owns the schema {@code assignment}, and publishes outcomes and changes. It has
 * no users with passwords.
 */
@NullMarked
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@Import(PipelineConfiguration.class)
public class AssignmentService {

    /** Starts the service; its settings are in application.yml. */
    public static void main(String[] arguments) {
        SpringApplication.run(AssignmentService.class, arguments);
    }
}
