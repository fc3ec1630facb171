package dev.muster.assignmentservice;

import dev.muster.assignmentservice.ScheduledTasks.ScheduledTask;
import dev.muster.assignmentservice.search.postgres.PostgresTextFolder;
import dev.muster.assignmentservice.system.SystemStore;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires background folding of stored texts for search. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class FoldingConfiguration {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Compares all systems. */
    private static final Duration NAMES_INTERVAL = Duration.ofSeconds(5);

    @Bean
    PostgresTextFolder textFolder(JdbcTemplate jdbc) {
        return new PostgresTextFolder(jdbc);
    }

    @Bean
    ScheduledTask foldStoredTexts(PostgresTextFolder folder) {
        return new ScheduledTask("fold stored texts", INTERVAL, folder::fold);
    }

    @Bean
    ScheduledTask followReportedNames(SystemStore systems) {
        return new ScheduledTask("follow reported names", NAMES_INTERVAL, systems::followReportedNames);
    }

    @Bean
    ScheduledTask refoldRenamedSystems(PostgresTextFolder folder) {
        return new ScheduledTask("follow renamed systems", INTERVAL, folder::refoldRenamedSystems);
    }
}
