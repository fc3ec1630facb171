package dev.muster.assignment;

import dev.muster.assignment.postgres.PostgresTextFolder;
import java.time.Duration;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Folds stored texts beside everything else. */
@NullMarked
@Configuration(proxyBeanMethods = false)
class FoldingConfiguration {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Bean
    PostgresTextFolder textFolder(JdbcTemplate jdbc) {
        return new PostgresTextFolder(jdbc);
    }

    @Bean
    StandingStep foldStoredTexts(PostgresTextFolder folder) {
        return new StandingStep("fold stored texts", INTERVAL, folder::fold);
    }

    @Bean
    StandingStep followRenamedSystems(PostgresTextFolder folder) {
        return new StandingStep("follow renamed systems", INTERVAL, folder::followRenamedSystems);
    }
}
