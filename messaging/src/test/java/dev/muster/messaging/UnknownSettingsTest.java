package dev.muster.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnknownSettingsTest {

    @Test
    void misspelledSettingIsFound() {
        assertThat(UnknownSettings.find(List.of("MUSTER_LAG_MAXAGE", "PATH"), UnknownSettings.known()))
                .containsExactly("MUSTER_LAG_MAXAGE");
    }

    @Test
    void settingsOfBothServicesAndOfTheCommandLineAreKnown() {
        assertThat(UnknownSettings.find(
                        Set.of(
                                "MUSTER_LAG_MAX_AGE",
                                "MUSTER_REPORTS_CONCURRENCY",
                                "MUSTER_TENANT_ID",
                                "MUSTER_TOKEN",
                                "MUSTER_INGEST_PASSWORD",
                                "MUSTER_KAFKA_PORT"),
                        UnknownSettings.known()))
                .isEmpty();
    }
}
