package dev.muster.assignmentservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SettingNamesTest {

    private static final Pattern SETTING = Pattern.compile("MUSTER_[A-Z0-9_]+");

    @Test
    void everySettingOfTheServiceIsInTheListOfKnownSettings() throws IOException {
        assertThat(names("/muster-settings.txt")).containsAll(names("/application.yml"));
    }

    private static List<String> names(String resource) throws IOException {
        try (InputStream file = requireNonNull(SettingNamesTest.class.getResourceAsStream(resource))) {
            return SETTING.matcher(new String(file.readAllBytes(), UTF_8))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
        }
    }
}
